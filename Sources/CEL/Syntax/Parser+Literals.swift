/// Numbers, texts, lists and maps.
extension Parser {
    mutating func literal() -> Expression {
        let start = current.range.lowerBound
        let isNegative = take(.minus)
        let token = current
        switch token.kind {
        case .int(let magnitude):
            advance()
            guard let int = int(magnitude, isNegative) else {
                return outOfRange("an int", from: start)
            }
            return node(.literal(.int(int)), range(from: start))
        case .uint(let magnitude):
            advance()
            guard let magnitude else { return outOfRange("a uint", from: start) }
            return node(.literal(.uint(magnitude)), range(from: start))
        case .double(let magnitude):
            advance()
            guard let magnitude else { return outOfRange("a double", from: start) }
            return node(.literal(.double(isNegative ? -magnitude : magnitude)), range(from: start))
        case .string(let text):
            advance()
            return node(.literal(.string(text)), token.range)
        case .bytes(let bytes):
            advance()
            return node(.literal(.bytes(bytes)), token.range)
        default: return unexpected()
        }
    }

    private func int(_ magnitude: UInt64?, _ isNegative: Bool) -> Int64? {
        guard let magnitude else { return nil }
        if !isNegative { return Int64(exactly: magnitude) }
        if magnitude == Int64.min.magnitude { return Int64.min }
        return Int64(exactly: magnitude).map { -$0 }
    }

    private mutating func outOfRange(_ kind: String, from start: Int) -> Expression {
        report("the number is more than \(kind) can hold", at: range(from: start))
        return invalid(range(from: start))
    }

    /// `[a, ?b,]`.
    mutating func list() -> Expression {
        let start = current.range.lowerBound
        advance()
        var elements: [Expression.Element] = []
        if at(.comma), following.kind == .symbol(.rightBracket) { advance() }
        while !take(.rightBracket) {
            let isOptional = take(.question)
            elements.append(Expression.Element(value: expression(), isOptional: isOptional))
            guard separated(before: .rightBracket) else { break }
        }
        return node(.list(elements), range(from: start))
    }

    /// `{k: v, ?k: v,}`.
    mutating func map() -> Expression {
        let start = current.range
        advance()
        var entries: [Expression.Entry] = []
        if at(.comma), following.kind == .symbol(.rightBrace) { advance() }
        while !take(.rightBrace) {
            let isOptional = take(.question)
            let key = expression()
            expect(.colon, "after a key")
            let value = expression()
            entries.append(Expression.Entry(key: key, value: value, isOptional: isOptional))
            guard separated(before: .rightBrace) else { break }
        }
        return node(.map(entries), range(from: start.lowerBound))
    }

    /// Takes the comma after an item, or the closing bracket; whether another item may follow.
    private mutating func separated(before closing: Symbol) -> Bool {
        if !at(.comma), !at(closing) {
            reportUnexpected("`,` or `\(closing.rawValue)`")
            recover()
        }
        if take(.comma) {
            if at(closing) {
                advance()
                return false
            }
            if current.kind == .end { reportUnexpected("`\(closing.rawValue)`") }
            return true
        }
        _ = take(closing)
        return false
    }
}
