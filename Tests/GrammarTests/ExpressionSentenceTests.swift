import Testing

@testable import CEL

/// `cel.ebnf` and CEL's parser take the same texts: sentences, and what is left of them after one
/// character was changed.
@Suite struct ExpressionSentenceTests {
    let grammar: Grammar

    init() throws {
        var grammar = try Grammar(try text(of: "grammar/cel.ebnf"), hasWords: true)
        grammar.alphabet = Array(
            "abefinorstuxUX_0137.+-*/%<>=!&|?:,()[]{}'\"\\`r \t\né".unicodeScalars
        )
        grammar.repetitions = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2]
        grammar.deepest = 14
        self.grammar = grammar
    }

    @Test(arguments: Language.expressions)
    func theParserTakesWhatTheGrammarMakes(language: Language) throws {
        try language.expectParserTakesSentences(of: grammar, count: 500)
    }

    @Test(arguments: Language.expressions)
    func theParserAndTheGrammarAgreeOnMutations(language: Language) throws {
        try language.expectAgreementOnMutations(of: grammar, count: 500)
    }

    @Test(
        "The grammar says of the standard's finer points what the parser does",
        arguments: [
            ("a ? b : c ? d : e", true), ("a ? b ? c : d : e", false), ("{a ? b : c: d}", true),
            ("[,]", true), ("{,}", true), ("[a,]", true), ("f(a,)", false), ("[a,,]", false),
            ("- -9", true), ("!-a", true), ("a.for", true), ("a.in", false), ("for", false),
            (".a.b(c)", true), (".true", false), ("a.?b(c)", false), ("a.`b-c`", true),
            ("`b-c`", false), ("[?a]", true), ("{?a: b}", true), ("f(?a)", false), ("a[?b]", true),
            ("1in [1]", false), ("a in[1]", true), ("10ms", false), ("1.e5", true),
            ("1.5.5", false),
            ("0x1Fu", true), ("0X1F", false), ("a{b: c}", false), ("'a' // b)", true),
            ("(a // b)", false), (#"r'\'"#, true), (#"r'\''"#, false), (#"'''a'b''c'''"#, true),
            (#"b'\u0041'"#, false), (#"'\ud800'"#, false), (#"'\U0010ffff'"#, true),
            (#"'\400'"#, false),
            ("'a\nb'", false), ("'''a\nb'''", true), ("rb'a'", false), ("br'a'", true), ("", false),
        ]
    )
    func points(text: String, isExpression: Bool) throws {
        #expect(try grammar.accepts(text, as: "Expression") == isExpression)
        #expect(Parser.parse(text).errors.isEmpty == isExpression)
    }

    @Test func theWordsOfTheGrammarAreThoseOfTheLexer() throws {
        #expect(try words(of: "Reserved") == reservedWords)
        #expect(try words(of: "Constant") == constantWords)
        #expect(try words(of: "Symbol") == Set(Symbol.allCases.map(\.rawValue)))
    }

    /// The literals that a rule is a choice of.
    private func words(of rule: String) throws -> Set<String> {
        guard case .choice(let options) = try grammar.rule(rule) else { return [] }
        return Set(options.compactMap { if case .literal(let word) = $0 { word } else { nil } })
    }
}

extension Language {
    /// The languages of `cel.ebnf`.
    static let expressions = [
        Language(rule: "Expression", isWithinLimits: hasSmallNumbers) {
            Parser.parse($0).errors.isEmpty
        },
        Language(rule: "Identifier") { text in
            isWord(text) { $0 == .identifier(text) } && Parser.parse(text).errors.isEmpty
                && !constantWords.contains(text)
        },
        Language(rule: "QuotedName") { text in
            isWord(text) { if case .quotedIdentifier = $0 { true } else { false } }
        },
        Language(rule: "Number", isWithinLimits: hasSmallNumbers) { text in
            isWord(text) { kind in
                switch kind {
                case .int, .uint, .double: true
                default: false
                }
            }
        },
        Language(rule: "Text") { text in
            isWord(text) { if case .string = $0 { true } else { false } }
        },
        Language(rule: "Bytes") { text in
            isWord(text) { if case .bytes = $0 { true } else { false } }
        },
    ]

    /// Whether a text is one word, of a kind.
    private static func isWord(_ text: String, _ isKind: (Token.Kind) -> Bool) -> Bool {
        let tokens = Lexer.tokens(of: text)
        return tokens.count == 2 && tokens[0].range == 0..<text.utf8.count
            && isKind(tokens[0].kind)
    }

    /// Whether no number has an exponent of three digits, past which doubles end.
    private static func hasSmallNumbers(_ text: String) -> Bool {
        !text.contains(/[eE][+-]?[0-9]{3}/)
    }
}
