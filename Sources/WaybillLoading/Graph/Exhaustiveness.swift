import CEL
import WaybillDiagnostics

/// Whether the rules of a route leave a gap. Only the certain cases count as none: a rule that
/// always holds, a condition and its negation, comparisons that complement each other, and an
/// enumeration whose members are all named.
struct Exhaustiveness {
    /// What may match no rule, for a message; `nil` when some rule always matches.
    let gap: String?

    init(_ conditions: [Program], at place: ExpressionPlace) {
        if conditions.contains(where: { if case .bool(true) = $0.constant { true } else { false } })
        {
            gap = nil
            return
        }
        let tests = conditions.prefix(Self.mostRules).map { Condition($0.source.text) }
        let isComplete = tests.contains { left in
            tests.contains { right in
                left.isNegation(of: right)
                    || left.opposed(to: right).map { Self.isOrdered($0, at: place) } == true
            }
        }
        gap = isComplete ? nil : Self.enumerationGap(tests, place)
    }

    /// Rules are held against each other, so that more than these are not looked at.
    private static let mostRules = 200

    /// Whether of two values of an expression's type one is always less, equal or more. It is not
    /// so for a `double`, since NaN is none of these.
    private static func isOrdered(_ operand: String, at place: ExpressionPlace) -> Bool {
        switch type(of: operand, at: place) {
        case .bool, .int, .uint, .decimal, .string, .timestamp, .duration, .enumeration: true
        default: false
        }
    }

    private static func type(of text: String, at place: ExpressionPlace) -> ValueType? {
        let tokens = ExpressionScanner.tokens(of: text)
        return Program.compile(EmbeddedText(text), in: place.environment(for: tokens)).program?.type
    }

    /// The members of an enumeration that no rule names, when rules hold one value against its
    /// members.
    private static func enumerationGap(
        _ tests: [Condition],
        _ place: ExpressionPlace
    ) -> String? {
        let general = "nothing shows that one of the rules always matches"
        var covered: [String: Set<String>] = [:]
        for test in tests {
            if let (subject, members) = test.equality {
                covered[subject, default: []].formUnion(members)
            }
        }
        for subject in covered.keys.sorted() {
            guard let members = Self.members(of: subject, at: place) else { continue }
            let missing = members.filter { covered[subject]?.contains($0) != true }
            if missing.isEmpty { return nil }
            return "\(quoted(missing)) matches no rule"
        }
        return general
    }

    /// The members of the enumeration that an expression gives; `nil` when it gives none.
    private static func members(of subject: String, at place: ExpressionPlace) -> [String]? {
        guard case .enumeration(let members) = type(of: subject, at: place) else { return nil }
        return members
    }
}

/// A condition as its tokens.
private struct Condition {
    private let tokens: [String]

    init(_ text: String) {
        tokens = ExpressionScanner.tokens(of: text).map(\.text)
    }

    private static let complements = [
        "<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "==",
    ]

    /// Whether this is `!x` and the other `x`.
    func isNegation(of other: Condition) -> Bool {
        guard tokens.first == "!" else { return false }
        let negated = Array(tokens.dropFirst())
        if Self.isChain(negated) { return negated == other.tokens }
        guard negated.first == "(", negated.last == ")" else { return false }
        let inner = Array(negated.dropFirst().dropLast())
        return inner == other.tokens && !inner.contains("(") && !inner.contains(")")
    }

    /// The operand `a` when this is `a < b` and the other `a >= b`, for operands that are simple.
    func opposed(to other: Condition) -> String? {
        guard let mine = comparison, let theirs = other.comparison, mine.left == theirs.left,
            mine.right == theirs.right, Self.complements[mine.sign] == theirs.sign
        else { return nil }
        return mine.left.joined()
    }

    private var comparison: (left: [String], sign: String, right: [String])? {
        let signs = tokens.indices.filter { Self.complements[tokens[$0]] != nil }
        guard signs.count == 1, let sign = signs.first else { return nil }
        let left = Array(tokens[..<sign])
        let right = Array(tokens[(sign + 1)...])
        guard Self.isOperand(left), Self.isOperand(right) else { return nil }
        return (left, tokens[sign], right)
    }

    /// `x == 'a'`, `'a' == x` or `x in ['a', 'b']`: what is compared, and with which texts.
    var equality: (subject: String, members: [String])? {
        if let sign = tokens.firstIndex(of: "in") {
            let list = Array(tokens[(sign + 1)...])
            guard list.first == "[", list.last == "]", Self.isChain(Array(tokens[..<sign])) else {
                return nil
            }
            let items = list.dropFirst().dropLast().filter { $0 != "," }
            let members = items.compactMap(Self.plainText)
            guard members.count == items.count else { return nil }
            return (tokens[..<sign].joined(), members)
        }
        guard let comparison, comparison.sign == "==" else { return nil }
        for (chain, text) in [
            (comparison.left, comparison.right), (comparison.right, comparison.left),
        ] where Self.isChain(chain) && text.count == 1 {
            if let member = Self.plainText(text[0]) { return (chain.joined(), [member]) }
        }
        return nil
    }

    /// The content of a string literal without escapes.
    private static func plainText(_ token: String) -> String? {
        guard let quote = token.first, quote == "'" || quote == "\"", token.count >= 2,
            token.last == quote, !token.contains("\\")
        else { return nil }
        return String(token.dropFirst().dropLast())
    }

    /// Whether tokens are a variable with plain selections.
    private static func isChain(_ tokens: [String]) -> Bool {
        guard tokens.count % 2 == 1 else { return false }
        return tokens.enumerated().allSatisfy { index, token in
            index % 2 == 0 ? Identifier.isCEL(token) : token == "."
        }
    }

    private static func isOperand(_ tokens: [String]) -> Bool {
        isChain(tokens)
            || (tokens.count == 1 && tokens[0].utf8.first.map { $0 != UInt8(ascii: "(") } == true)
    }
}
