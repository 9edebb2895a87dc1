extension Grammar {
    /// Whether a text is a sentence of a rule.
    func accepts(_ text: String, as name: String) throws -> Bool {
        guard !wordRules.isEmpty, !wordRules.contains(name) else {
            return try accepts(text, as: .reference(name))
        }
        guard let words = try words(of: text) else { return false }
        let recognizer = Recognizer(self) { rule, start in
            switch rule {
            case .literal(let literal):
                return start < words.count && words[start] == literal ? [start + 1] : []
            case .reference(let name) where wordRules.contains(name):
                guard start < words.count else { return [] }
                return try accepts(words[start], as: name) ? [start + 1] : []
            default: return nil
            }
        }
        return try recognizer.ends(of: rule(name), from: [0]).contains(words.count)
    }

    /// Whether a rule takes all the characters of a text.
    func accepts(_ text: String, as rule: Rule) throws -> Bool {
        let characters = Array(text.unicodeScalars)
        return try recognizer(of: characters).ends(of: rule, from: [0]).contains(characters.count)
    }

    /// The words that a text falls into, the longest first; `nil` where none begins.
    func words(of text: String) throws -> [String]? {
        let characters = Array(text.unicodeScalars)
        let recognizer = recognizer(of: characters)
        var words: [String] = []
        var position = 0
        while position < characters.count {
            let word = try recognizer.ends(of: .reference("Word"), from: [position]).max()
            let blank = try recognizer.ends(of: .reference("Blank"), from: [position]).max()
            guard let end = [word, blank].compactMap(\.self).max() else { return nil }
            if end == word {
                words.append(String(String.UnicodeScalarView(characters[position..<end])))
            }
            position = end
        }
        return words
    }

    private func recognizer(of text: [Unicode.Scalar]) -> Recognizer {
        Recognizer(self) { rule, start in
            switch rule {
            case .literal(let literal):
                let scalars = literal.unicodeScalars
                return text[start...].starts(with: scalars) ? [start + scalars.count] : []
            case .characters(let ranges, let isNegated):
                let isFitting =
                    start < text.count
                    && ranges.contains { $0.contains(text[start]) } != isNegated
                return isFitting ? [start + 1] : []
            default: return nil
            }
        }
    }
}

/// Finds where rules can end in one text. Every way is followed at once, and what was found out of a
/// rule at a place is kept.
private final class Recognizer {
    private let rules: [String: Grammar.Rule]
    private var known: [Int: [String: Set<Int>]] = [:]
    /// Where a rule ends that the text knows by itself; `nil` for one that is made of others.
    private let terminal: (Grammar.Rule, Int) throws -> Set<Int>?

    init(_ grammar: Grammar, terminal: @escaping (Grammar.Rule, Int) throws -> Set<Int>?) {
        rules = grammar.rules
        self.terminal = terminal
    }

    /// Where a rule can end that begins at one of these places.
    func ends(of rule: Grammar.Rule, from starts: Set<Int>) throws -> Set<Int> {
        var found: Set<Int> = []
        for start in starts {
            guard let ends = try terminal(rule, start) else {
                return try self.ends(ofParts: rule, from: starts)
            }
            found.formUnion(ends)
        }
        return found
    }

    private func ends(of name: String, from start: Int) throws -> Set<Int> {
        if let ends = known[start]?[name] { return ends }
        guard let rule = rules[name] else { return [] }
        let ends = try ends(of: rule, from: [start])
        known[start, default: [:]][name] = ends
        return ends
    }

    private func ends(ofParts rule: Grammar.Rule, from starts: Set<Int>) throws -> Set<Int> {
        switch rule {
        case .literal, .characters: return []
        case .reference(let name):
            return try starts.reduce(into: []) { $0.formUnion(try ends(of: name, from: $1)) }
        case .sequence(let parts): return try parts.reduce(starts) { try ends(of: $1, from: $0) }
        case .choice(let options):
            return try options.reduce(into: []) { $0.formUnion(try ends(of: $1, from: starts)) }
        case .repeated(let inner, let least, let most):
            return try ends(of: inner, repeated: least, most, from: starts)
        case .difference(let wide, let excluded):
            return try starts.reduce(into: []) { found, start in
                let left = try ends(of: wide, from: [start])
                found.formUnion(left.subtracting(try ends(of: excluded, from: [start])))
            }
        }
    }

    private func ends(
        of rule: Grammar.Rule,
        repeated least: Int,
        _ most: Int?,
        from starts: Set<Int>
    ) throws -> Set<Int> {
        var reached = least == 0 ? starts : []
        var frontier = starts
        var count = 0
        while !frontier.isEmpty, count < most ?? Int.max {
            frontier = try ends(of: rule, from: frontier).subtracting(reached)
            reached.formUnion(frontier)
            count += 1
        }
        return reached
    }
}

extension [String: Grammar.Rule] {
    /// The names of the rules that some rules lead to, and of these themselves.
    func reachable(from names: [String]) -> Set<String> {
        var reached: Set<String> = []
        var open = names
        while let name = open.popLast() {
            if reached.insert(name).inserted { open += self[name]?.references ?? [] }
        }
        return reached
    }
}

extension Grammar.Rule {
    fileprivate var references: [String] {
        switch self {
        case .literal, .characters: []
        case .reference(let name): [name]
        case .sequence(let parts), .choice(let parts): parts.flatMap(\.references)
        case .repeated(let inner, _, _): inner.references
        case .difference(let wide, let excluded): wide.references + excluded.references
        }
    }
}
