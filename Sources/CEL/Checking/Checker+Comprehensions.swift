/// Macros with variables.
extension Checker {
    mutating func check(_ comprehension: Comprehension) -> ValueType {
        let type = resolvedType(of: comprehension.range)
        let (keys, values) = parts(of: type, comprehension)
        let variables: [(name: String, type: ValueType)]
        if comprehension.variables.count == 2 {
            variables = zip(comprehension.variables.map(\.text), [keys, values]).map { ($0, $1) }
        } else {
            let element = type.isMap ? keys : values
            variables = comprehension.variables.map { ($0.text, element) }
        }
        let (result, resultExpression): (ValueType?, Expression?) = withLocals(variables) {
            checker in
            if let condition = comprehension.condition {
                let type = checker.check(condition)
                checker.expectBool(
                    condition,
                    type,
                    "the condition of `\(comprehension.kind.rawValue)` is a bool"
                )
            }
            guard let result = comprehension.result else { return (nil, nil) }
            guard let condition = comprehension.condition else {
                return (checker.check(result), result)
            }
            return (checker.given(condition, is: true) { $0.check(result) }, result)
        }
        switch comprehension.kind {
        case .all, .exists, .existsOne: return .bool
        case .filter: return .list(type.isMap ? keys : values)
        case .map: return .list(result ?? .unknown)
        case .transformMap: return .map(key: keys, value: result ?? .unknown)
        case .transformMapEntry: return entryType(result, resultExpression)
        case .sortBy: return .list(type.isMap ? keys : values)
        }
    }

    /// The types of the keys (or indexes) and of the values that a macro goes through.
    private mutating func parts(
        of type: ValueType,
        _ comprehension: Comprehension
    ) -> (keys: ValueType, values: ValueType) {
        switch type {
        case .list(let element): return (.int, element)
        case .map(let key, let value): return (key, value)
        case .any: return (.any, .any)
        case .unknown: return (.unknown, .unknown)
        case .parameter:
            let element = inference.fresh()
            _ = inference.assign(.list(element), to: type)
            return (.int, element)
        default:
            report(
                "`\(comprehension.kind.rawValue)` goes through a list or a map, not \(type.briefly)",
                at: comprehension.range.range,
                help: helpForOptional(comprehension.range, type).map { [$0] } ?? []
            )
            return (.unknown, .unknown)
        }
    }

    /// The type of a map made of entries that are maps themselves.
    private mutating func entryType(_ type: ValueType?, _ entry: Expression?) -> ValueType {
        switch type.map(inference.resolved) {
        case .map(let key, let value): return .map(key: key, value: value)
        case .any, .unknown, nil: return .map(key: .any, value: .any)
        case .some(let other):
            let range = entry?.range ?? 0..<0
            report("an entry is a map of one key, {key: value}, not \(other.briefly)", at: range)
            return .unknown
        }
    }

    mutating func checkOptionalMap(
        _ operand: Expression,
        _ name: Expression.Name,
        _ body: Expression,
        isFlat: Bool
    ) -> ValueType {
        let type = resolvedType(of: operand)
        let wrapped: ValueType
        switch type {
        case .optional(let inner): wrapped = inner
        case .any, .unknown: wrapped = type
        default:
            report(
                "`\(isFlat ? "optFlatMap" : "optMap")` is for optional values, not \(inference.finished(type).briefly)",
                at: operand.range
            )
            wrapped = .unknown
        }
        let result = withLocals([(name.text, wrapped)]) { $0.check(body) }
        guard isFlat else { return .optional(result) }
        let inner = inference.fresh()
        if inference.assign(result, to: .optional(inner)) { return .optional(inner) }
        report(
            "the body of `optFlatMap` gives an optional value, not \(inference.finished(result).briefly)",
            at: body.range,
            help: ["write `optMap`"]
        )
        return .optional(result)
    }
}

extension ValueType {
    fileprivate var isMap: Bool {
        if case .map = self { true } else { false }
    }
}
