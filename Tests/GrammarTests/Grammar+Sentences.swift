extension Grammar {
    /// A sentence of a rule, drawn by a seed. Repetitions are short, and deep inside the last option is
    /// taken, which is the plainest one in the rules that lead to themselves.
    func sentence(of name: String, from random: inout SeededGenerator) throws -> String {
        try sentence(of: try rule(name), depth: 0, from: &random)
    }

    private func sentence(
        of rule: Rule,
        depth: Int,
        from random: inout SeededGenerator
    ) throws -> String {
        switch rule {
        case .literal(let text): return text
        case .characters(let ranges, let isNegated):
            let candidates = Self.alphabet.filter { character in
                ranges.contains { $0.contains(character) } != isNegated
            }
            let character = candidates.randomElement(using: &random) ?? ranges.first?.lowerBound
            return character.map(String.init) ?? ""
        case .reference(let name):
            return try sentence(of: self.rule(name), depth: depth + 1, from: &random)
        case .sequence(let parts):
            return try parts.map { try sentence(of: $0, depth: depth, from: &random) }.joined()
        case .choice(let options):
            let option = depth > 12 ? options.last : options.randomElement(using: &random)
            return try option.map { try sentence(of: $0, depth: depth, from: &random) } ?? ""
        case .repeated(let inner, let least, let most):
            let count = depth > 12 ? least : Int.random(in: least...(most ?? 2), using: &random)
            return try (0..<count).map { _ in
                try sentence(of: inner, depth: depth, from: &random)
            }.joined()
        }
    }

    /// What is drawn from where a rule allows many characters.
    private static let alphabet = Array("abmsxyzADHMPTWZ012359_.-+/|?<>()[]{}'\"$@#: \té")

    /// A sentence with one character taken away, put in, doubled or exchanged for another.
    static func mutation(of sentence: String, from random: inout SeededGenerator) -> String {
        var text = Array(sentence)
        let place = Int.random(in: 0...text.count, using: &random)
        let stranger = alphabet.randomElement(using: &random) ?? "x"
        guard place < text.count else { return sentence + String(stranger) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(stranger, at: place)
        case 2: text.insert(text[place], at: place)
        default: text[place] = stranger
        }
        return String(text)
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
