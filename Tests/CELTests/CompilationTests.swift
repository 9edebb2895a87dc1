import CEL
import Testing
import WaybillDiagnostics

@Suite("What compiling says about mistakes")
struct CompilationTests {
    /// A mistake, and what its first finding underlines, says and advises.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let code: DiagnosticCode
        let underlined: String
        let help: String

        init(_ text: String, _ code: DiagnosticCode, at underlined: String, help: String) {
            self.text = text
            self.code = code
            self.underlined = underlined
            self.help = help
        }

        var testDescription: String { text }
    }

    static let mistakes: [Mistake] = [
        Mistake("inptu.total", .undefinedName, at: "inptu", help: "did you mean `input`?"),
        Mistake("total > 5", .undefinedName, at: "total", help: "did you mean `input.total`?"),
        Mistake("input.totl", .undefinedName, at: "totl", help: "did you mean `total`?"),
        Mistake("input.?totl", .undefinedName, at: "totl", help: "did you mean `total`?"),
        Mistake(
            "input.lines.al(l, true)",
            .undefinedName,
            at: "(l, true)",
            help: "did you mean `all`?"
        ),
        Mistake(
            "steps.review.approved",
            .maybeUndefined,
            at: "steps.review",
            help: "write `steps.?review.approved.orValue(false)`"
        ),
        Mistake(
            "has(steps.review.approved)",
            .maybeUndefined,
            at: "steps.review",
            help: "write `has(steps.?review.approved)`"
        ),
        Mistake(
            "input.ship_to.region == 'x'",
            .celType,
            at: "input.ship_to.region",
            help: "write `input.ship_to.?region.orValue('')`"
        ),
        Mistake(
            "steps.?review.approved && true",
            .celType,
            at: "steps.?review.approved",
            help:
                "`steps.?review.approved` may be absent: write `steps.?review.approved.orValue(false)`"
        ),
        Mistake(
            "input.count == 1.0",
            .celType,
            at: "==",
            help: "write `double(input.count) == 1.0`"
        ),
        Mistake(
            "input.total > 100.0",
            .celType,
            at: ">",
            help: "write `input.total > decimal('100.0')`"
        ),
        Mistake("input.count == '5'", .celType, at: "==", help: "write `input.count == 5`"),
        Mistake(
            "'#' + input.count",
            .celType,
            at: "+",
            help: "write `'#' + string(input.count)`"
        ),
        Mistake("input.tier == 'glod'", .celType, at: "'glod'", help: "did you mean 'gold'?"),
        Mistake(
            "input.tier in ['gold', 'standrd']",
            .celType,
            at: "'standrd'",
            help: "did you mean 'standard'?"
        ),
        Mistake("input['id']", .celType, at: "['id']", help: "write `input.id`"),
        Mistake(
            "input.id.size",
            .celType,
            at: ".size",
            help: "`size` is a function: write `input.id.size()`"
        ),
        Mistake(
            "size(5)",
            .celType,
            at: "(5)",
            help: "it takes (string) or (bytes) or (a list) or (a map)"
        ),
        Mistake("input.id and true", .celSyntax, at: "and", help: "`and` is written `&&`"),
        Mistake("not input.count", .celSyntax, at: "input", help: "`not` is written `!`"),
        Mistake(
            "has(input)",
            .celSyntax,
            at: "input",
            help: "write has(a.b), or has(a.?b.c) when `b` itself may be absent"
        ),
        Mistake(
            "input.id.matches('(?=a)')",
            .celType,
            at: "'(?=a)'",
            help: "RE2, which matches in linear time, has no look-around"
        ),
        Mistake("input.id.length()", .undefinedName, at: "()", help: "did you mean `size`?"),
        Mistake(
            "input.lines.any(l, l.quantity > 1)",
            .undefinedName,
            at: "(l, l.quantity > 1)",
            help: "did you mean `exists`?"
        ),
        Mistake("input.count == None", .undefinedName, at: "None", help: "did you mean `null`?"),
        Mistake(
            "math.max(1, input.count)",
            .undefinedName,
            at: "math.max",
            help: "did you mean `math.greatest`?"
        ),
        Mistake("has(input.id, 1)", .celType, at: "(input.id, 1)", help: "write `has(a.b)`"),
        Mistake(
            "cel.bind(x, 1)",
            .celType,
            at: "(x, 1)",
            help: "write `cel.bind(x, value, expression with x)`"
        ),
        Mistake(
            "'a'.matches(r'(a)\\1')",
            .celType,
            at: "r'(a)\\1'",
            help: "RE2, which matches in linear time, has no back-references"
        ),
        Mistake(
            "duration('1d')",
            .celType,
            at: "duration('1d')",
            help: "write a number and a unit: h, m, s, ms, us or ns"
        ),
        Mistake(
            "1 + math.flor(2.5)",
            .undefinedName,
            at: "math.flor",
            help: "did you mean `math.floor`?"
        ),
        Mistake(
            "input.ship_to['a b'] == 1",
            .celType,
            at: "['a b']",
            help: "write input.ship_to.`a b`"
        ),
        Mistake(
            "input.promise_by.hasValue()",
            .celType,
            at: "input.promise_by",
            help: "write `input.?promise_by.hasValue()`"
        ),
        Mistake(
            "input.ship_to.region.value() == ''",
            .celType,
            at: "input.ship_to.region",
            help: "write `input.ship_to.?region.orValue('')`"
        ),
    ]

    @Test("a mistake is underlined and the help says how to mend it", arguments: mistakes)
    func mistake(mistake: Mistake) throws {
        let compilation = OrderEnvironment.compile(mistake.text)
        #expect(compilation.program == nil)
        #expect(compilation.diagnostics.count == 1)
        let finding = try #require(compilation.diagnostics.first)
        #expect(finding.code == mistake.code)
        #expect(finding.span.text == mistake.underlined)
        #expect(finding.help == [mistake.help])
    }

    @Test(
        "all mistakes of an expression are found in one go, in the order of the text",
        arguments: [
            (
                "input.lines.exists(l, l.quantty > 3 || l.sku == 4 || input.foo)",
                ["quantty", "==", "foo"]
            ),
            ("foo(1, bar(2), input.x)", ["(1, bar(2), input.x)", "(2)", "x"]),
            ("(1 + ) * [2, ] + {1: }", [")", "}"]),
            (
                "input.count + 1 == 'a' && inptu && steps.screen.risk",
                ["==", "inptu", "steps.screen.risk"]
            ),
        ]
    )
    func several(text: String, underlined: [String]) {
        let findings = OrderEnvironment.compile(text).diagnostics
        #expect(findings.map(\.span.text) == underlined)
    }

    @Test(
        "what is wrong with a literal is found when compiling",
        arguments: [
            "'%d'.format(['5'])", "'%s %s'.format([1])", "timestamp('2023-02-30T00:00:00Z')",
            "decimal('1,5')", "duration('soon')",
        ]
    )
    func literals(text: String) {
        #expect(OrderEnvironment.compile(text).diagnostics.map(\.span.text) == [text])
    }

    @Test("no more than 100 findings are reported")
    func mostFindings() {
        let text = "[" + (0..<500).map { "x\($0)" }.joined(separator: ", ") + "]"
        #expect(OrderEnvironment.compile(text).diagnostics.count == 100)
    }

    @Test("a finding stands at its bytes in the file, whatever the decoding did before it")
    func places() throws {
        let source = SourceText(name: "flow.yaml", text: #"when: "\u0031 == bogus""#)
        // Decoded, the scalar is `1 == bogus`; its first byte takes six in the file.
        let text = EmbeddedText(
            text: "1 == bogus",
            source: source,
            segments: [.init(decoded: 0, file: 7), .init(decoded: 1, file: 13)],
            fileEnd: 22
        )
        let findings = Program.compile(text, in: OrderEnvironment.environment).diagnostics
        #expect(findings.map(\.span.text) == ["bogus"])
        #expect(findings.first?.span.range.lowerBound == 17)
    }

    @Test(
        "One mistake in the syntax is one finding, and does not hide the next",
        arguments: [
            ("1 + * 2", ["*"]), ("a && && b || c", ["&&"]), ("a ? + : b", ["+"]),
            ("[1 + , * 2, 3 + ]", [",", "*", "]"]), ("(1 + ) * (2 * / 3)", [")", "/"]),
            ("{1: , 2: * 3}", [",", "*"]),
        ] as [(String, [String])]
    )
    func syntaxMistakes(text: String, marked: [String]) {
        let findings = OrderEnvironment.compile(text).diagnostics
        #expect(findings.map(\.span.text) == marked)
    }
}
