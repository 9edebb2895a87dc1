import Testing

/// A rule of the grammar with the parser that must agree with it.
struct Language: CustomTestStringConvertible, Sendable {
    let rule: String
    /// Whether the rule says all: not so where other rules of the language hold inside.
    var isWhole = true
    /// Whether what the rule cannot say holds of a text.
    var isWithinLimits: @Sendable (String) -> Bool = { _ in true }
    let parses: @Sendable (String) -> Bool

    var testDescription: String { rule }

    /// Holds the parser to what the grammar makes.
    func expectParserTakesSentences(of grammar: Grammar, count: Int) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<count {
            let sentence = try grammar.sentence(of: rule, from: &random)
            guard isWithinLimits(sentence) else { continue }
            #expect(parses(sentence), "\(sentence.debugDescription)")
            #expect(try grammar.accepts(sentence, as: rule), "\(sentence.debugDescription)")
        }
    }

    /// Holds the parser and the grammar to each other where sentences are bent.
    func expectAgreementOnMutations(of grammar: Grammar, count: Int) throws {
        var random = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<count {
            let sentence = try grammar.sentence(of: rule, from: &random)
            let mutation = grammar.mutation(of: sentence, from: &random)
            guard isWithinLimits(mutation) else { continue }
            let accepts = try grammar.accepts(mutation, as: rule)
            #expect(parses(mutation) == accepts, "\(mutation.debugDescription)")
            refused += accepts ? 0 : 1
        }
        #expect(refused > count / 15)
    }
}
