extension Grammar {
    /// Whether a text is a sentence of a rule.
    func accepts(_ text: String, as name: String) throws -> Bool {
        let characters = Array(text)
        return try ends(of: try rule(name), in: characters, from: [0]).contains(characters.count)
    }

    /// Where a rule can end that begins at one of these places. Every way is followed at once.
    private func ends(of rule: Rule, in text: [Character], from starts: Set<Int>) throws -> Set<Int>
    {
        if starts.isEmpty { return [] }
        switch rule {
        case .literal(let literal):
            return Set(
                starts.filter { text[$0...].starts(with: literal) }.map { $0 + literal.count }
            )
        case .characters(let ranges, let isNegated):
            let fitting = starts.filter { start in
                start < text.count
                    && ranges.contains { $0.contains(text[start]) } != isNegated
            }
            return Set(fitting.map { $0 + 1 })
        case .reference(let name):
            return try ends(of: self.rule(name), in: text, from: starts)
        case .sequence(let parts):
            return try parts.reduce(starts) { try ends(of: $1, in: text, from: $0) }
        case .choice(let options):
            return try options.reduce(into: []) {
                $0.formUnion(try ends(of: $1, in: text, from: starts))
            }
        case .repeated(let inner, let least, let most):
            return try ends(of: inner, repeated: least, most, in: text, from: starts)
        }
    }

    private func ends(
        of rule: Rule,
        repeated least: Int,
        _ most: Int?,
        in text: [Character],
        from starts: Set<Int>
    ) throws -> Set<Int> {
        var reached = least == 0 ? starts : []
        var frontier = starts
        var count = 0
        while !frontier.isEmpty, count < most ?? Int.max {
            frontier = try ends(of: rule, in: text, from: frontier).subtracting(reached)
            reached.formUnion(frontier)
            count += 1
        }
        return reached
    }
}
