extension Grammar {
    /// A sentence of a rule, drawn by a seed. Repetitions are short, and deep inside the last option is
    /// taken, which is the plainest one in the rules that lead to themselves.
    func sentence(of name: String, from random: inout SeededGenerator) throws -> String {
        let parts = try parts(of: rule(name), depth: 0, from: &random)
        let isOfWords = !wordRules.isEmpty && !wordRules.contains(name)
        return isOfWords ? try text(of: parts, from: &random) : parts.joined()
    }

    /// The words of a sentence, or the pieces of a word.
    private func parts(
        of rule: Rule,
        depth: Int,
        from random: inout SeededGenerator
    ) throws -> [String] {
        switch rule {
        case .literal(let text): return [text]
        case .characters(let ranges, let isNegated):
            let candidates = alphabet.filter { character in
                ranges.contains { $0.contains(character) } != isNegated
            }
            let character = candidates.randomElement(using: &random) ?? ranges.first?.lowerBound
            return character.map { [String($0)] } ?? []
        case .reference(let name):
            let parts = try parts(of: self.rule(name), depth: depth + 1, from: &random)
            return wordRules.contains(name) ? [parts.joined()] : parts
        case .sequence(let rules):
            return try rules.flatMap { try parts(of: $0, depth: depth, from: &random) }
        case .choice(let options):
            let option = depth > deepest ? options.last : options.randomElement(using: &random)
            return try option.map { try parts(of: $0, depth: depth, from: &random) } ?? []
        case .repeated(let inner, let least, let most):
            let count = repetitions.randomElement(using: &random) ?? 0
            let times = depth > deepest ? least : min(least + count, most ?? 2)
            return try (0..<times).flatMap { _ in
                try parts(of: inner, depth: depth, from: &random)
            }
        case .difference(let wide, let excluded):
            for _ in 0..<100 {
                let text = try parts(of: wide, depth: depth, from: &random).joined()
                if try !accepts(text, as: excluded) { return [text] }
            }
            throw Fault(message: "nothing is left of a rule but what it leaves out")
        }
    }

    /// Writes words one after the other, with blanks where they would run into each other and here
    /// and there besides.
    private func text(
        of words: [String],
        from random: inout SeededGenerator
    ) throws -> String {
        var text = ""
        for (index, word) in words.enumerated() {
            let before = index > 0 ? words[index - 1] : ""
            let isClose =
                try Bool.random(using: &random)
                && (before.isEmpty || self.words(of: before + word) == [before, word])
            if !isClose {
                let blank = try parts(of: rule("Blank"), depth: 0, from: &random).joined()
                // A comment ends with its line, and begins apart from a `/`.
                text += blank.hasPrefix("//") ? " \(blank)\n" : blank
            }
            text += word
        }
        return text
    }

    /// A sentence with one character taken away, put in, doubled or exchanged for another.
    func mutation(of sentence: String, from random: inout SeededGenerator) -> String {
        var text = Array(sentence.unicodeScalars)
        let place = Int.random(in: 0...text.count, using: &random)
        let stranger = alphabet.randomElement(using: &random) ?? "x"
        guard place < text.count else { return sentence + String(stranger) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(stranger, at: place)
        case 2: text.insert(text[place], at: place)
        default: text[place] = stranger
        }
        return String(String.UnicodeScalarView(text))
    }
}

/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
