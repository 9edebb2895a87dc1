/// From the loosest operator to the tightest:
/// `?:`, `||`, `&&`, relations, `+ -`, `* / %`, `! -`.
extension Parser {
    /// `a ? b : c` and everything tighter.
    mutating func expression() -> Expression {
        nested { parser in
            let condition = parser.logical(.or)
            let anchor = parser.current.range
            guard parser.take(.question) else { return condition }
            let then = parser.logical(.or)
            parser.expect(.colon, "of a conditional")
            let otherwise = parser.expression()
            return parser.node(
                .conditional(condition, then: then, otherwise: otherwise),
                parser.range(from: condition.range.lowerBound),
                anchor: anchor
            )
        }
    }

    private mutating func logical(_ logic: Expression.Logic) -> Expression {
        let symbol: Symbol = logic == .or ? .or : .and
        let first = logic == .or ? logical(.and) : relation()
        guard at(symbol) else { return first }
        let anchor = current.range
        var operands = [first]
        while take(symbol) { operands.append(logic == .or ? logical(.and) : relation()) }
        return node(.logical(logic, operands), range(from: first.range.lowerBound), anchor: anchor)
    }

    private mutating func relation() -> Expression {
        var left = sum()
        while let `operator` = relationOperator() {
            let anchor = current.range
            advance()
            let right = sum()
            left = node(
                .operation(`operator`, [left, right]),
                range(from: left.range.lowerBound),
                anchor: anchor
            )
        }
        return left
    }

    private func relationOperator() -> Expression.Operator? {
        switch current.kind {
        case .symbol(.less): .less
        case .symbol(.lessOrEqual): .lessOrEqual
        case .symbol(.greater): .greater
        case .symbol(.greaterOrEqual): .greaterOrEqual
        case .symbol(.equal): .equal
        case .symbol(.notEqual): .notEqual
        case .identifier("in"): .isIn
        default: nil
        }
    }

    private mutating func sum() -> Expression {
        var left = product()
        while at(.plus) || at(.minus) {
            let `operator`: Expression.Operator = at(.plus) ? .add : .subtract
            let anchor = current.range
            advance()
            let right = product()
            left = node(
                .operation(`operator`, [left, right]),
                range(from: left.range.lowerBound),
                anchor: anchor
            )
        }
        return left
    }

    private mutating func product() -> Expression {
        var left = unary()
        while at(.times) || at(.divide) || at(.remainder) {
            let `operator`: Expression.Operator =
                at(.times) ? .multiply : at(.divide) ? .divide : .remainder
            let anchor = current.range
            advance()
            let right = unary()
            left = node(
                .operation(`operator`, [left, right]),
                range(from: left.range.lowerBound),
                anchor: anchor
            )
        }
        return left
    }

    private mutating func unary() -> Expression {
        guard at(.not) || at(.minus) else { return member() }
        if at(.minus), following.isNumber { return member() }
        let start = current.range
        let `operator`: Expression.Operator = at(.not) ? .not : .negate
        advance()
        let operand = nested { $0.unary() }
        return node(
            .operation(`operator`, [operand]),
            range(from: start.lowerBound),
            anchor: start
        )
    }

    /// From an offset to the end of the last word taken.
    func range(from start: Int) -> Range<Int> { start..<max(start, lastEnd) }
}

extension Token {
    fileprivate var isNumber: Bool {
        switch kind {
        case .int, .double: true
        default: false
        }
    }
}
