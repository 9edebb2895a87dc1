import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// An expression that YAML cuts is one finding, and its edit makes the workflow a sound one.
@Suite struct UnquotedExpressionTests {
    @Test(arguments: [
        "when: input.total > 5 ? true : false", "when: !has(input.promise_by)",
        "when: 'x #y' == input.id", "when: \"gold\" == input.customer.tier",
        "when: 'A-1' in [input.id]", "when: {'a': 1}['a'] == 1",
        "when: [1, 2].exists(n, input.total > n)",
    ])
    func conditions(line: String) throws {
        try expectMended(workflowText(steps: "  - step: a\n    \(line)\n    wait: 1s"))
    }

    @Test(arguments: [
        "input.lines[0].sku == 'x'", "max([1, 2]) > 1", "{'a': 1}.a == 1",
    ])
    func conditionsInBraces(condition: String) throws {
        try expectMended(
            workflowText(steps: "  - { step: a, when: \(condition), wait: 1s }")
        )
    }

    @Test(arguments: [
        "x: ${ input.total > 5 ? 'a' : 'b' }", "x: ${ input.id + ' #1' }",
        "x: { y: ${ input.id } }", "x: [${ input.id }, ${ {'a': 1}.a }]",
        "x:\n        - ${ input.total > 5 ? 'a' : 'b' }", "x: ${ {'a': 1}['a'] }",
    ])
    func values(line: String) throws {
        try expectMended(workflowText(steps: "  - step: a\n    set:\n      \(line)"))
    }

    @Test func correlation() throws {
        try expectMended(
            workflowText(
                steps: """
                      - step: a
                        await: order.review_decided
                        timeout: 1d
                        match: { order_id: 'A-1' == input.id ? input.id : "" }
                    """
            )
        )
    }

    /// Each finding is one that an edit mends, and with the edits in it the file has none.
    private func expectMended(
        _ text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let findings = try load(text).diagnostics
        #expect(!findings.isEmpty, sourceLocation: sourceLocation)
        for finding in findings {
            #expect(
                [.unquotedExpression, .unknownTag].contains(finding.code),
                sourceLocation: sourceLocation
            )
            #expect(finding.edits.map(\.confidence) == [.safe], sourceLocation: sourceLocation)
        }
        var bytes = Array(text.utf8)
        for edit in findings.flatMap(\.edits).reversed() {
            bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8))
        }
        let mended = try load(String(decoding: bytes, as: UTF8.self))
        #expect(mended.diagnostics.map(\.summary) == [], sourceLocation: sourceLocation)
        #expect(mended.workflow != nil, sourceLocation: sourceLocation)
    }
}
