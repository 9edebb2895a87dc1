import Foundation
import Testing
import WaybillDiagnostics
import WaybillInterpreter

@testable import CEL
@testable import WaybillLoading

/// The grammar and the parsers take the same texts: sentences that the grammar makes, and what is left
/// of them after one character was changed.
@Suite struct SentenceTests {
    let grammar: Grammar

    init() throws { grammar = try Grammar(try text(of: "grammar/waybill.ebnf")) }

    @Test(arguments: Language.scalars)
    func parsersTakeWhatTheGrammarMakes(language: Language) throws {
        try language.expectParserTakesSentences(of: grammar, count: 300)
    }

    @Test(arguments: Language.scalars.filter(\.isWhole))
    func parsersAndGrammarAgreeOnMutations(language: Language) throws {
        try language.expectAgreementOnMutations(of: grammar, count: 600)
    }
}

extension Language {
    /// The languages of `waybill.ebnf`.
    static let scalars = [
        Language(rule: "SnakeName") { Identifier.isSnakeCase($0) },
        Language(rule: "Identifier") { Identifier.isCEL($0) },
        Language(rule: "HandlerName") { Identifier.isDotted($0) },
        Language(rule: "EventType") { !$0.isEmpty && !$0.contains(where: \.isWhitespace) },
        Language(rule: "Type", isWithinLimits: hasDistinctWords) { text in
            var parser = TypeParser(EmbeddedText(text))
            return if case .success = parser.parse() { true } else { false }
        },
        Language(rule: "Duration", isWithinLimits: { !$0.hasPrefix("-") }) {
            Duration(text: $0) != nil
        },
        Language(rule: "Decimal", isWithinLimits: hasSmallExponent) {
            Decimal(exactly: $0) != nil
        },
        Language(rule: "Rate", parses: isRate),
        Language(rule: "Template", isWhole: false, isWithinLimits: hasNoTripleQuotes) { text in
            TemplateText(EmbeddedText(text)).parts.allSatisfy { part in
                if case .unclosed = part { false } else { true }
            }
        },
        Language(rule: "StepPath", isWhole: false) { StepPath($0)?.description == $0 },
    ]

    private static func hasDistinctWords(_ text: String) -> Bool {
        let words = text.split { "[]<>()|? \t".contains($0) }
        return Set(words).count == words.count
    }

    private static func hasSmallExponent(_ text: String) -> Bool {
        let parts = text.split(whereSeparator: "eE".contains)
        return parts.count < 2 || (Int(parts[1])?.magnitude ?? 0) < 50
    }

    private static func hasNoTripleQuotes(_ text: String) -> Bool {
        !text.contains("'''") && !text.contains("\"\"\"")
    }

    private static func isRate(_ text: String) -> Bool {
        let quoted = JSON.string(text)
        let file = "waybill: 1\nbindings: { a.b: { mock: {}, limits: { rate: \(quoted) } } }"
        return BindingsLoader.check(path: "b.yaml", reading: .memory(["b.yaml": file])).isEmpty
    }
}
