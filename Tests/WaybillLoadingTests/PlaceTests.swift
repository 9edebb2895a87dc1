import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// A finding inside an expression underlines the very word, however YAML holds the expression.
@Suite struct PlaceTests {
    /// Values of a key that stands at column 7, each with `bogus` in it once.
    static let styles: [(style: String, value: String)] = [
        ("plain", "text: ${ bogus }"),
        ("plain, text around", "text: one ${ input.id } two ${ bogus } three"),
        ("plain over several lines", "text: ${ 'a'\n               + bogus }"),
        ("plain with an empty line", "text: ${ 'a' +\n\n\n         bogus }"),
        ("plain behind an anchor and a tag", "text: &a !!str ${ bogus }"),
        ("plain after an escape", "text: $${ no } ${ bogus }"),
        ("plain after wide characters", "text: é 猫 🐈 e\u{301} ${ '🐈' + bogus }"),
        ("plain after a tab", "text: a\tb ${ bogus }"),
        ("plain in a list", "text:\n        - x\n        - ${ bogus }"),
        ("single-quoted", "text: '${ ''a'' + bogus }'"),
        ("single-quoted over several lines", "text: 'x ''\n\n\n         ${ bogus } '"),
        ("double-quoted", "text: \"${ bogus }\""),
        ("double-quoted with escapes", #"text: "\t\x41\u00e9\U0001F408\" ${ '\\n' + bogus }""#),
        ("double-quoted, escaped dollar", "text: \"\\u0024{ '\\u00e9' + bogus }\""),
        ("double-quoted over several lines", "text: \"${ 'a'\n               + bogus }\""),
        ("double-quoted with continuation", "text: \"${ 'a' +\\\n        \\ bogus }\""),
        ("double-quoted in braces", "text: { a: 1, b: [x, \"${ bogus }\"] }"),
        ("literal", "text: |\n        some text\n        ${ 'é' + bogus } and more\n"),
        ("literal, strip", "text: |-\n\n        x\n        ${ bogus }\n\n\n"),
        ("literal, keep", "text: |+\n        ${ bogus }\n\n\n"),
        ("literal, indented by hand", "text: |2\n           x\n        ${ bogus }\n"),
        ("literal with a comment", "text: |-2 # why\n          ${ bogus }\n"),
        (
            "literal with deeper lines",
            "text: |\n        x\n           ${ 'a' +\n          bogus }\n"
        ),
        ("folded", "text: >\n        some text\n        ${ bogus }\n"),
        ("folded, strip", "text: >-\n        ${ 'a' +\n        bogus }\n"),
        ("folded, keep", "text: >+\n\n        x\n\n        ${ bogus }\n\n"),
        ("folded, indented by hand", "text: >1\n        x\n       y ${ bogus }\n"),
        (
            "folded with deeper lines",
            "text: >-\n        x\n          deeper\n          ${ bogus }\n        y\n"
        ),
        (
            "folded, the expression in deeper lines",
            "text: >-\n        ${ 'a'\n          +\n            bogus }\n"
        ),
    ]

    @Test(arguments: styles.map(\.style), [false, true])
    func templates(style: String, hasCarriageReturns: Bool) throws {
        let value = try #require(Self.styles.first { $0.style == style }).value
        let steps = "  - step: note\n    set:\n      \(value)"
        try expectBogus(workflowText(steps: steps), hasCarriageReturns: hasCarriageReturns)
    }

    @Test(
        arguments: [
            "when: bogus", "when: 'bogus'", "when: \"\\x62ogus == 1 && bogus\"", "when: ${ bogus }",
            "when: >\n      input.total > 1 &&\n      bogus",
            "when: |2-\n      1 == 1 &&\n       bogus",
            "when: input.total > 1\n      && bogus",
            "when: \"input.id == 'é' ||\\\n      \\ bogus\"",
        ],
        [false, true]
    )
    func bareExpressions(condition: String, hasCarriageReturns: Bool) throws {
        let steps = "  - step: pause\n    \(condition)\n    wait: 5m"
        // The first of two words spelt with an escape is the same name, and has no finding.
        let text = workflowText(steps: steps).replacing("\\x62ogus == 1", with: "\\x31 == 1")
        try expectBogus(text, hasCarriageReturns: hasCarriageReturns)
    }

    @Test(arguments: [
        ("when: &a bogus", "when: *a"), ("when: &a |\n      bogus", "when: *a"),
        ("set: &a { x: \"${ bogus }\" }", "set: *a"),
    ])
    func aliasesNameBothPlaces(anchored: String, used: String) throws {
        func action(_ line: String) -> String { line.hasPrefix("set") ? "" : "\n    wait: 5m" }
        let steps =
            "  - step: one\n    \(anchored)\(action(anchored))\n"
            + "  - step: two\n    \(used)\(action(used))"
        let finding = try expectBogus(workflowText(steps: steps), hasCarriageReturns: false)
        #expect(finding.labels.map(\.span.text) == ["*a"])
    }

    @Test func anAliasThatIsRightHereAndWrongThereNamesBothPlaces() throws {
        let steps = """
              - { step: one, when: &a input.total > 1, wait: 1s }
              - { step: two, wait_until: *a }
            """
        let findings = try load(workflowText(steps: steps)).diagnostics
        #expect(findings.map(\.code) == [.celType])
        #expect(findings.map(\.span.text) == ["input.total > 1"])
        #expect(findings.flatMap(\.labels).map(\.span.text) == ["*a"])
    }

    /// Loads a file with one unknown name, and holds the place of the finding, both as bytes and as
    /// line and column, against where the name stands in the text.
    @discardableResult
    private func expectBogus(
        _ text: String,
        hasCarriageReturns: Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Diagnostic {
        let text = hasCarriageReturns ? text.replacing("\n", with: "\r\n") : text
        let findings = try load(text).diagnostics.filter { $0.code == .undefinedName }
        #expect(findings.map(\.span.text) == ["bogus"], sourceLocation: sourceLocation)
        let finding = try #require(findings.first, sourceLocation: sourceLocation)
        let start = finding.span.start
        let scalars = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let line = String(String.UnicodeScalarView(scalars[start.line - 1]))
        let rest = line.dropFirst(start.column - 1)
        #expect(rest.hasPrefix("bogus"), sourceLocation: sourceLocation)
        let editors = line.utf16.dropFirst(start.utf16Column - 1)
        #expect(String(editors)?.hasPrefix("bogus") == true, sourceLocation: sourceLocation)
        return finding
    }
}
