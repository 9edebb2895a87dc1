/// A grammar in the notation of XML 1.0, section 6, read as it stands.
struct Grammar: Sendable {
    indirect enum Rule: Sendable {
        case literal(String)
        /// One character that is among these ranges, or one that is not.
        case characters([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        case reference(String)
        case sequence([Rule])
        case choice([Rule])
        case repeated(Rule, atLeast: Int, atMost: Int?)
        /// What the first takes and the second does not.
        case difference(Rule, Rule)
    }

    struct Fault: Error { let message: String }

    let rules: [String: Rule]
    /// The rules that make words of characters; the others make sentences of words. Of a grammar
    /// without words, all rules make sentences of characters.
    let wordRules: Set<String>
    /// What is drawn from where a rule allows many characters.
    var alphabet = Array("abmsxyzADHMPTWZ012359_.-+/|?<>()[]{}'\"$@#: \té".unicodeScalars)
    /// What is drawn from where a rule may be repeated.
    var repetitions = [0, 1, 2]
    /// How deep rules lead to each other before the plainest option is taken.
    var deepest = 12

    /// Reads a grammar. One of two levels has a rule for its words, and one for what may stand
    /// between them.
    init(_ text: String, hasWords: Bool = false) throws {
        var reader = GrammarReader(text)
        rules = try reader.rules()
        for name in reader.references where rules[name] == nil {
            throw Fault(message: "no rule is called \(name)")
        }
        wordRules = hasWords ? rules.reachable(from: ["Word", "Blank"]) : []
    }

    func rule(_ name: String) throws -> Rule {
        guard let rule = rules[name] else { throw Fault(message: "no rule is called \(name)") }
        return rule
    }
}

/// Reads the notation.
private struct GrammarReader {
    private let text: [Character]
    private var position = 0
    private(set) var references: [String] = []

    init(_ text: String) { self.text = Array(text) }

    mutating func rules() throws -> [String: Grammar.Rule] {
        var rules: [String: Grammar.Rule] = [:]
        skipSpace()
        while let name = word() {
            guard accept("::=") else { throw fault("`::=` after \(name)") }
            guard rules.updateValue(try choice(), forKey: name) == nil else {
                throw Grammar.Fault(message: "\(name) has two rules")
            }
        }
        guard position == text.count else { throw fault("a rule") }
        return rules
    }

    private mutating func choice() throws -> Grammar.Rule {
        var options = [try sequence()]
        while accept("|") { options.append(try sequence()) }
        return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func sequence() throws -> Grammar.Rule {
        var parts: [Grammar.Rule] = []
        while let part = try item() { parts.append(part) }
        guard !parts.isEmpty else { throw fault("something") }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func item() throws -> Grammar.Rule? {
        guard let rule = try repeated() else { return nil }
        guard accept("-") else { return rule }
        guard let excluded = try repeated() else { throw fault("what is left out") }
        return .difference(rule, excluded)
    }

    private mutating func repeated() throws -> Grammar.Rule? {
        guard let rule = try primary() else { return nil }
        if accept("?") { return .repeated(rule, atLeast: 0, atMost: 1) }
        if accept("*") { return .repeated(rule, atLeast: 0, atMost: nil) }
        return accept("+") ? .repeated(rule, atLeast: 1, atMost: nil) : rule
    }

    private mutating func primary() throws -> Grammar.Rule? {
        guard position < text.count else { return nil }
        switch text[position] {
        case "'", "\"":
            let quote = text[position]
            guard let end = text[(position + 1)...].firstIndex(of: quote) else {
                throw fault("a closing quote")
            }
            defer { move(to: end + 1) }
            return .literal(String(text[(position + 1)..<end]))
        case "[":
            position += 1
            return try characters()
        case "(":
            move(to: position + 1)
            let inner = try choice()
            guard accept(")") else { throw fault("`)`") }
            return inner
        case "#":
            let character = try self.character()
            skipSpace()
            return .characters([character...character], isNegated: false)
        default: return reference()
        }
    }

    /// A name that is not the beginning of the next rule.
    private mutating func reference() -> Grammar.Rule? {
        let start = position
        guard let name = word() else { return nil }
        if text[position...].starts(with: "::=") {
            position = start
            return nil
        }
        references.append(name)
        return .reference(name)
    }

    private mutating func characters() throws -> Grammar.Rule {
        let isNegated = position < text.count && text[position] == "^"
        if isNegated { position += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while position < text.count, text[position] != "]" {
            let first = try character()
            let isRange =
                position + 1 < text.count && text[position] == "-" && text[position + 1] != "]"
            if isRange { position += 1 }
            ranges.append(first...(isRange ? try character() : first))
        }
        guard accept("]") else { throw fault("`]`") }
        return .characters(ranges, isNegated: isNegated)
    }

    /// A character as it is, or as `#xN`.
    private mutating func character() throws -> Unicode.Scalar {
        guard text[position...].starts(with: "#x") else {
            guard let scalar = text[position].unicodeScalars.first else { throw fault("one") }
            position += 1
            return scalar
        }
        let digits = text[(position + 2)...].prefix(while: \.isHexDigit)
        guard let number = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(number)
        else { throw fault("a number after `#x`") }
        position += 2 + digits.count
        return scalar
    }

    private mutating func word() -> String? {
        let word = text[position...].prefix(while: \.isLetter)
        move(to: position + word.count)
        return word.isEmpty ? nil : String(word)
    }

    private mutating func accept(_ expected: String) -> Bool {
        guard text[position...].starts(with: expected) else { return false }
        move(to: position + expected.count)
        return true
    }

    private mutating func move(to position: Int) {
        self.position = position
        skipSpace()
    }

    private mutating func skipSpace() {
        while position < text.count {
            if text[position].isWhitespace {
                position += 1
            } else if text[position...].starts(with: "/*") {
                while position < text.count, !text[..<position].hasSuffix("*/") { position += 1 }
            } else {
                return
            }
        }
    }

    private func fault(_ expected: String) -> Grammar.Fault {
        let rest = String(text[position...].prefix(30))
        return Grammar.Fault(message: "expected \(expected) before \(rest.debugDescription)")
    }
}

extension ArraySlice<Character> {
    fileprivate func hasSuffix(_ suffix: String) -> Bool {
        reversed().starts(with: suffix.reversed())
    }
}
