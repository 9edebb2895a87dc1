import WaybillDiagnostics

extension Program {
    /// What the expression, which gives a bool, demands of the values that it reads.
    package var condition: Condition {
        if case .bool(let value)? = constant { return .constant(value) }
        return ConditionReader(self).read(checked.root)
    }
}

/// Reads the demands off a checked expression. What it does not look into is a subject of its own,
/// that is true or false.
private struct ConditionReader {
    private let program: Program
    private let bytes: [UInt8]

    init(_ program: Program) {
        self.program = program
        bytes = Array(program.source.text.utf8)
    }

    func read(_ expression: Expression) -> Condition {
        switch expression.kind {
        case .literal(.bool(let value)): return .constant(value)
        case .logical(.and, let operands): return .all(operands.map(read))
        case .logical(.or, let operands): return .any(operands.map(read))
        case .operation(.not, let operands) where operands.count == 1:
            return .not(read(operands[0]))
        case .conditional(let condition, let then, let otherwise):
            let condition = read(condition)
            return .any([
                .all([condition, read(then)]), .all([.not(condition), read(otherwise)]),
            ])
        case .operation(.isIn, let operands) where operands.count == 2:
            return membership(operands[0], in: operands[1]) ?? whole(expression)
        case .operation(let symbol, let operands) where operands.count == 2:
            guard let comparison = Comparison(symbol) else { return whole(expression) }
            return compared(operands[0], comparison, operands[1]) ?? whole(expression)
        default: return whole(expression)
        }
    }

    /// The expression as one subject.
    private func whole(_ expression: Expression) -> Condition {
        if case .operation(.notEqual, let operands) = expression.kind, operands.count == 2 {
            let text = "\(text(of: operands[0])) == \(text(of: operands[1]))"
            return .not(
                .test(Condition.Subject(text: text, domain: .truth, isPlain: false), .isTrue)
            )
        }
        return .test(subject(expression, .truth), .isTrue)
    }

    private func subject(_ expression: Expression, _ domain: Condition.Domain)
        -> Condition.Subject
    {
        Condition.Subject(
            text: text(of: expression),
            domain: domain,
            isPlain: isPlain(expression)
        )
    }

    // MARK: Comparisons

    private func compared(
        _ left: Expression,
        _ comparison: Comparison,
        _ right: Expression
    ) -> Condition? {
        switch (constant(left), constant(right)) {
        case (let left?, let right?):
            return order(left, right).map { .constant(comparison.holds($0)) }
        case (nil, let value?): return test(left, comparison, value)
        case (let value?, nil): return test(right, comparison.reversed, value)
        case (nil, nil): return relation(left, comparison, right)
        }
    }

    private func test(
        _ operand: Expression,
        _ comparison: Comparison,
        _ value: Value
    ) -> Condition? {
        if case .bool(let wanted) = value {
            switch comparison {
            case .equal: return wanted ? read(operand) : .not(read(operand))
            case .notEqual: return wanted ? .not(read(operand)) : read(operand)
            default: return nil
            }
        }
        guard let domain = domain(operand), domain.holds(value) else { return nil }
        if case .members = domain, comparison != .equal, comparison != .notEqual { return nil }
        return .test(subject(operand, domain), .compares(comparison, value))
    }

    private func membership(_ operand: Expression, in list: Expression) -> Condition? {
        guard case .list(let elements) = list.kind, !elements.contains(where: \.isOptional),
            let domain = domain(operand)
        else { return nil }
        let values = elements.compactMap { constant($0.value) }
        guard values.count == elements.count, values.allSatisfy(domain.holds) else { return nil }
        return .test(subject(operand, domain), .isOneOf(values))
    }

    /// How two values stand that are both unknown.
    private func relation(
        _ left: Expression,
        _ comparison: Comparison,
        _ right: Expression
    ) -> Condition? {
        let type = program.checked.type(of: left)
        guard type == program.checked.type(of: right), type.isOrdered else { return nil }
        let (first, second) = (text(of: left), text(of: right))
        let isInOrder = first.utf8.lexicographicallyPrecedes(second.utf8)
        let subject = Condition.Subject(
            text: isInOrder ? "\(first) <> \(second)" : "\(second) <> \(first)",
            domain: .relation(isTotal: type != .double),
            isPlain: false
        )
        return .test(subject, .stands(isInOrder ? comparison : comparison.reversed))
    }

    private func domain(_ operand: Expression) -> Condition.Domain? {
        if case .call(let name, _, _) = operand.kind, name.text == "size" { return .count }
        switch program.checked.type(of: operand) {
        case .enumeration(let members): return .members(members)
        case let type where type.isOrdered: return .ordered(type)
        default: return nil
        }
    }

    // MARK: Parts

    /// The value of an expression that is the same whatever the variables are.
    private func constant(_ expression: Expression) -> Value? {
        switch expression.kind {
        case .literal(let value): return value
        case .operation(.negate, _), .call(_, target: nil, _):
            guard !readsNames(expression) else { return nil }
            var planner = Planner(
                program.checked,
                of: program.source,
                in: program.environment
            )
            return planner.plan(expression).constant
        default: return nil
        }
    }

    private func readsNames(_ expression: Expression) -> Bool {
        if case .name = expression.kind { return true }
        return expression.kind.children.contains(where: readsNames)
    }

    /// Whether an expression is a variable, or fields selected from one.
    private func isPlain(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name: true
        case .select(let operand, _, isOptional: false): isPlain(operand)
        default: false
        }
    }

    /// The words of an expression with single blanks between them; of a chain of fields none.
    private func text(of expression: Expression) -> String {
        let slice = bytes[expression.range.clamped(to: 0..<bytes.count)]
        let text = String(decoding: slice, as: UTF8.self)
        guard slice.contains(where: { $0 <= UInt8(ascii: " ") }) else { return text }
        let words = Lexer.tokens(of: text).filter { $0.kind != .end }.map { token in
            String(decoding: Array(text.utf8)[token.range], as: UTF8.self)
        }
        return words.joined(separator: isPlain(expression) ? "" : " ")
    }
}

extension Condition.Domain {
    /// Whether a constant can be held against the values of the domain.
    fileprivate func holds(_ value: Value) -> Bool {
        switch (self, value) {
        case (.members, .string), (.ordered(.string), .string), (.ordered(.int), .int),
            (.ordered(.uint), .uint), (.ordered(.decimal), .decimal), (.ordered(.decimal), .int),
            (.ordered(.timestamp), .timestamp), (.ordered(.duration), .duration), (.count, .int):
            true
        case (.ordered(.double), .double(let value)): !value.isNaN
        default: false
        }
    }
}

extension ValueType {
    /// Whether of two of its values one is less than the other, or both are the same, or one is NaN.
    fileprivate var isOrdered: Bool {
        switch self {
        case .int, .uint, .double, .decimal, .string, .timestamp, .duration: true
        default: false
        }
    }
}

extension Comparison {
    /// The same with the operands exchanged.
    var reversed: Comparison {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        }
    }

    /// Whether it holds of values that stand so.
    func holds(_ ordering: Ordering) -> Bool {
        switch ordering {
        case .before: self == .less || self == .lessOrEqual || self == .notEqual
        case .same: self == .equal || self == .lessOrEqual || self == .greaterOrEqual
        case .after: self == .greater || self == .greaterOrEqual || self == .notEqual
        case .none: self == .notEqual
        }
    }
}

/// How two constants stand; `nil` when they are of kinds without an order.
func order(_ left: Value, _ right: Value) -> Ordering? {
    var meter = Meter(limit: .max)
    return (try? compare(left, right, &meter)) ?? nil
}
