import TestSupport
import Testing
import WaybillDiagnostics

@testable import WaybillYAML

/// The forms that YAML cuts or bends when they are not quoted (LANGUAGE.md, "Expressions").
@Suite("Unquoted expressions")
struct UnquotedExpressionTests {
    /// Where an expression stands in a file.
    enum Place: String, CaseIterable, CustomTestStringConvertible {
        case block = "a:\n  - step: s\n    when: %\n    call: x.y\n"
        case template = "a:\n  - step: s\n    with:\n      x: ${ % }\n    call: x.y\n"
        case flow = "a:\n  - { when: %, to: next }\n  - z\n"
        case flowTemplate = "a:\n  - { x: ${ % }, to: next }\n  - z\n"
        case match = "a:\n  match:\n    id: %\n  z: 1\n"
        case flowMatch = "a:\n  match: { id: % }\n  z: 1\n"
        case item = "a:\n  - ${ % }\n  - z\n"

        var testDescription: String { "\(self)" }

        /// The value as its author means it.
        func value(_ expression: String) -> String {
            switch self {
            case .template, .flowTemplate, .item: "${ \(expression) }"
            case .block, .flow, .match, .flowMatch: expression
            }
        }
    }

    static let forms = [
        "a ? b : c", "x ? 'a': 'b'", "a == 'x' ? \"b\" : c", "true ? [1, 2] : [3]", "x #y",
        "x == 'a #y'", "a == b #c d", "!x", "!(a == b)", "a && !b", "\"a\" == b", "\"a\\tb\" == x",
        "\"é\" == x", "'a' in x", "'it''s' in x", "'a' + 'b'", "'a'.size() > 1", "{'a': 1}['a']",
        "{'a': 1}.a == 1", "a[{'x': 1}.x]", "x == {'a': 1}", "x == \"a: b\"", "a && 'b: c' == x",
        "[1, 2].exists(x, x > a)", "[1, 2] + a", "[a, b][0]", "max(a, b) > 3", "&a b", "&a", "*x",
        "*x > 5", "@x", "`x`", "%x", "a: b",
    ]

    @Test("are one finding, or read as they are written", arguments: forms, Place.allCases)
    func reads(form: String, place: Place) {
        let value = place.value(form)
        let source = SourceText(
            name: "test.yaml",
            text: place.rawValue.replacing("%", with: form)
        )
        let document = YAMLReader.read(source)
        #expect(document.scalars.contains { $0.string == value })
        #expect(document.diagnostics.count <= 1)
        for finding in document.diagnostics {
            #expect([.unquotedExpression, .unknownTag].contains(finding.code))
            #expect(finding.span.text == value)
            // No expression has a `#` outside its texts, so that quotes would not mend it.
            if finding.edits.isEmpty, form.contains(" #") { continue }
            let mended = YAMLReader.read(SourceText(name: "test.yaml", bytes: finding.mended))
            #expect(mended.diagnostics.isEmpty)
            #expect(mended.scalars.contains { $0.string == value })
        }
    }

    @Test(
        "are recognised each",
        arguments: [
            ("a ? b : c", Place.block, "a ? b : c"), ("x #y", .block, "x #y"),
            ("!x", .block, "!x"), ("\"a\" == b", .block, "\"a\" == b"),
            ("'a' in x", .block, "'a' in x"), ("{'a': 1}['a']", .block, "{'a': 1}['a']"),
            ("[1, 2].exists(x, x > a)", .block, "[1, 2].exists(x, x > a)"),
            ("&a b", .block, "&a b"), ("*x", .block, "*x"), ("x", .flowTemplate, "${ x }"),
            ("x[0]", .flow, "x[0]"), ("f(a, b)", .flow, "f(a, b)"),
            ("{'a': 1}.a", .flow, "{'a': 1}.a"), ("*x", .flowMatch, "*x"),
            ("a ? b : c", .item, "${ a ? b : c }"), ("x #y", .flow, "x #y"),
            ("x #y", .flowTemplate, "${ x #y }"),
        ]
    )
    func finds(form: String, place: Place, marked: String) {
        let text = place.rawValue.replacing("%", with: form)
        let findings = YAMLReader.read(SourceText(name: "test.yaml", text: text)).diagnostics
        #expect(findings.map(\.code) == [form == "!x" ? .unknownTag : .unquotedExpression])
        #expect(findings.map(\.span.text) == [marked])
    }

    @Test(
        "are mended without asking, unless something else may be meant",
        arguments: [
            ("when: a ? b : c\n", Diagnostic.Edit.Confidence.safe), ("when: !x\n", .safe),
            ("when: 'a' in x\n", .safe), ("a: { b: ${ c } }\n", .safe),
            ("when: &a b\n", .safe), ("when: x == 'a #b'\n", .safe),
            ("when: *x\n", .maybe), ("a: b: c\n", .maybe),
        ]
    )
    func confidence(yaml: String, confidence: Diagnostic.Edit.Confidence) {
        let findings = YAMLReader.read(SourceText(name: "test.yaml", text: yaml)).diagnostics
        #expect(findings.flatMap(\.edits).map(\.confidence) == [confidence])
    }

    @Test("are not mended where only a comment can be meant")
    func comment() {
        let source = SourceText(name: "test.yaml", text: "when: x #5 ok\n")
        let findings = YAMLReader.read(source).diagnostics
        #expect(findings.map(\.code) == [.unquotedExpression])
        #expect(findings.flatMap(\.edits).isEmpty)
    }

    @Test(
        "are no finding where YAML's own meaning is as likely",
        arguments: [
            "x: &a 1\nwhen: *a\n", "when: \"a\"\n", "when: f(x) # why\n", "match: { id: a.b }\n",
            "- ${ a }: 1\n", "a: { b: {c: 1}, d: [1, 2] }\n", "a: { b: x } # why\n",
        ]
    )
    func silence(yaml: String) {
        #expect(YAMLReader.read(SourceText(name: "test.yaml", text: yaml)).diagnostics.isEmpty)
    }
}

extension Diagnostic {
    /// The file with the edits of the finding in it.
    var mended: [UInt8] {
        var bytes = span.source.bytes
        for edit in edits.sorted(by: { $0.span.range.lowerBound > $1.span.range.lowerBound }) {
            bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8))
        }
        return bytes
    }
}
