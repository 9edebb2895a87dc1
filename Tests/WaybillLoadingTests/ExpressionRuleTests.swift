import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// Each rule about expressions with a mistake, where it is marked, and the same without it.
@Suite struct ExpressionRuleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let code: DiagnosticCode
        let mistake: String
        let marked: String
        let mended: String

        init(_ code: DiagnosticCode, _ mistake: String, at marked: String, mended: String) {
            self.code = code
            self.mistake = mistake
            self.marked = marked
            self.mended = mended
        }

        var testDescription: String { "\(code.code) \(mistake)" }
    }

    static let cases = [
        Case(
            .celSyntax,
            "set: { x: \"${ 1 2 }\" }",
            at: "2",
            mended: "set: { x: \"${ 1 + 1 }\" }"
        ),
        Case(
            .celType,
            "set: { x: \"${ [type(1)] }\" }",
            at: "[type(1)]",
            mended: "set: { x: \"${ type(1) == int }\" }"
        ),
        Case(.celSyntax, "when: 1 = 1", at: "=", mended: "when: 1 == 1"),
        Case(.celSyntax, "set: { x: \"${ 1\" }", at: "${", mended: "set: { x: \"$${ 1\" }"),
        Case(.celType, "when: input.total", at: "input.total", mended: "when: input.total > 1"),
        Case(
            .celType,
            "when: input.total + 'x' == ''",
            at: "+",
            mended: "when: input.total + 1 == 2"
        ),
        Case(
            .celType,
            "wait_until: input.promise_by",
            at: "input.promise_by",
            mended: "wait_until: input.?promise_by.orValue(now)"
        ),
        Case(
            .celType,
            "set: { x: \"by ${ input.lines }\" }",
            at: " input.lines ",
            mended: "set: { x: \"by ${ input.lines.size() }\" }"
        ),
        Case(
            .celType,
            "when: input.customer.tier == 'glod'",
            at: "'glod'",
            mended: "when: input.customer.tier == 'gold'"
        ),
        Case(.undefinedName, "when: input.totl > 1", at: "totl", mended: "when: input.total > 1"),
        Case(
            .undefinedName,
            "when: input.?totl.hasValue()",
            at: "totl",
            mended: "when: has(input.total)"
        ),
        Case(.undefinedName, "when: inptu.total > 1", at: "inptu", mended: "when: input.total > 1"),
        Case(.undefinedName, "when: steps.lok.x > 1", at: "lok", mended: "when: steps.look.x > 1"),
        Case(.undefinedName, "when: now() > now", at: "()", mended: "when: now >= now"),
        Case(
            .maybeUndefined,
            "when: steps.maybe.x > 1",
            at: "steps.maybe",
            mended: "when: steps.?maybe.x.orValue(0) > 1"
        ),
        Case(
            .maybeUndefined,
            "when: steps.maybe.x > 1 && has(steps.maybe)",
            at: "steps.maybe",
            mended: "when: has(steps.maybe) && steps.maybe.x > 1"
        ),
        Case(
            .handlerContract,
            "{ call: fraud.score, with: { customer: a } }",
            at: "customer: a",
            mended: "{ call: fraud.score, with: { customer: a, amount: 1 } }"
        ),
        Case(
            .handlerContract,
            "{ call: fraud.score, with: { customer: a, amount: 1, more: 1 } }",
            at: "more",
            mended: "{ call: fraud.score, with: { customer: a, amount: 1 } }"
        ),
        Case(
            .handlerContract,
            "{ call: fraud.score, with: { customer: a, amount: much } }",
            at: "much",
            mended: "{ call: fraud.score, with: { customer: a, amount: 1.5 } }"
        ),
        Case(
            .celType,
            "{ call: fraud.score, with: { customer: a, amount: \"${ input.id }\" } }",
            at: "input.id",
            mended: "{ call: fraud.score, with: { customer: a, amount: \"${ input.total }\" } }"
        ),
        Case(
            .notAllowedHere,
            "when: secret.key == ''",
            at: "secret",
            mended: "when: input.id == ''"
        ),
        Case(.notAllowedHere, "when: env.HOME == ''", at: "env", mended: "when: run.id == ''"),
        Case(.notAllowedHere, "when: error.code == ''", at: "error", mended: "when: now == now"),
        Case(
            .notAllowedHere,
            "set: { x: \"${ call.key }\" }",
            at: "call",
            mended: "set: { x: \"${ run.id }\" }"
        ),
        Case(
            .unknownHandler,
            "call: fraud.scor",
            at: "fraud.scor",
            mended: "{ call: fraud.score, with: { customer: a, amount: 1 } }"
        ),
    ]

    @Test(arguments: cases)
    func firesAndIsSilentOnceMended(_ example: Case) throws {
        let findings = try load(text(example.mistake)).diagnostics
        #expect(findings.map(\.code) == [example.code])
        #expect(findings.first?.span.text.contains(example.marked) == true)
        #expect((findings.first?.span.text.count ?? 0) <= example.marked.count + 4)
        #expect(findings.allSatisfy { !$0.help.isEmpty || example.code == .celSyntax })
        let mended = try load(text(example.mended))
        #expect(mended.diagnostics.map(\.summary) == [])
        #expect(mended.workflow != nil)
    }

    /// A workflow with a step that has run, one that may not have, and one with this line in it.
    private func text(_ line: String) -> String {
        var line = line
        if line.hasPrefix("{ ") { line = String(line.dropFirst(2).dropLast(2)) }
        let action = line.hasPrefix("when") ? ", wait: 1s" : ""
        let keys = line.hasPrefix("when") || line.hasPrefix("wait") ? "\n    \(line)\n" : line
        let step =
            keys.hasPrefix("\n")
            ? "  - step: here\(keys)\(action.isEmpty ? "" : "    wait: 1s")"
            : "  - { step: here, \(keys)\(action) }"
        return workflowText(
            steps: """
                  - { step: look, set: { x: 1 } }
                  - { step: maybe, when: input.total > 1, set: { x: 1 } }
                \(step)
                """
        )
    }
}
