import CEL

/// Whether the rules of a route leave a gap, by what their conditions demand of the values that they
/// read. Only what is certain counts as none.
struct Exhaustiveness {
    /// What may match no rule, for a message; `nil` when some rule always matches.
    let gap: String?

    init(_ conditions: [Program]) {
        var possibilities = Possibilities(conditions.map(\.condition))
        for index in conditions.indices { possibilities.require(index, is: false) }
        switch possibilities.answer() {
        case .impossible: gap = nil
        case .possible(let example): gap = Self.words(for: example)
        case .unknown: gap = "there are too many cases to go through all of them"
        }
    }

    private static func words(for example: Possibilities.Example) -> String {
        if !example.members.isEmpty { return "\(quoted(example.members)) matches no rule" }
        guard example.isCertain else {
            return "nothing shows that one of the rules always matches"
        }
        return "no rule matches when \(example.words.joined(separator: " and "))"
    }
}
