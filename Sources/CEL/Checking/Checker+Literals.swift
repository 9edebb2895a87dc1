/// Logic, conditionals, lists and maps.
extension Checker {
    mutating func checkLogical(_ logic: Expression.Logic, _ operands: [Expression]) -> ValueType {
        var known: [Set<SelectionPath>] = []
        for operand in operands {
            let type = check(operand)
            expectBool(operand, type, "`\(logic.rawValue)` needs a bool")
            // The next operand matters only when this one has not settled the value.
            known.append(presences(given: operand, is: logic == .and))
            present.add(known[known.count - 1])
        }
        for paths in known { present.remove(paths) }
        return .bool
    }

    /// Reports an operand that is no bool.
    mutating func expectBool(_ operand: Expression, _ type: ValueType, _ need: String) {
        guard !inference.assign(type, to: .bool) else { return }
        let found = inference.resolved(type)
        report(
            "\(need), not \(inference.finished(found).briefly)",
            at: operand.range,
            help: helpForOptional(operand, found).map { [$0] } ?? []
        )
    }

    mutating func checkConditional(
        _ expression: Expression,
        _ condition: Expression,
        _ then: Expression,
        _ otherwise: Expression
    ) -> ValueType {
        let conditionType = check(condition)
        if !inference.assign(conditionType, to: .bool) {
            let found = inference.finished(conditionType)
            report(
                "the condition before `?` is \(found.briefly), not bool",
                at: expression.anchor,
                help: helpForOptional(condition, found).map { [$0] } ?? []
            )
        }
        let thenType = given(condition, is: true) { $0.check(then) }
        let otherwiseType = given(condition, is: false) { $0.check(otherwise) }
        if let joined = inference.unified(thenType, otherwiseType) { return joined }
        let (left, right) = (inference.finished(thenType), inference.finished(otherwiseType))
        report(
            "one branch is \(left.briefly), the other \(right.briefly)",
            at: expression.anchor,
            help: [left, right].contains(.decimal) && [left, right].contains(.int)
                ? ["write the number as decimal('…')"] : []
        )
        return .unknown
    }

    mutating func checkList(_ elements: [Expression.Element]) -> ValueType {
        var common: ValueType?
        for element in elements {
            let type = elementType(element.value, isOptional: element.isOptional)
            common = common.map { inference.joined($0, type) } ?? type
        }
        return .list(common ?? inference.fresh())
    }

    /// The type of an element, or of what an optional element holds.
    private mutating func elementType(_ value: Expression, isOptional: Bool) -> ValueType {
        let type = resolvedType(of: value)
        guard isOptional else { return type }
        switch type {
        case .optional(let wrapped): return wrapped
        case .any, .unknown: return type
        case .parameter:
            let wrapped = inference.fresh()
            return inference.assign(type, to: .optional(wrapped)) ? wrapped : .unknown
        default:
            report(
                "after `?` an optional value is needed, not \(inference.finished(type).briefly)",
                at: value.range
            )
            return type
        }
    }

    mutating func checkMap(_ entries: [Expression.Entry]) -> ValueType {
        var keys: ValueType?
        var values: ValueType?
        for entry in entries {
            let key = resolvedType(of: entry.key)
            if !key.isKey {
                report(
                    "\(inference.finished(key).briefly) is no type for a key",
                    at: entry.key.range
                )
            }
            let value = elementType(entry.value, isOptional: entry.isOptional)
            keys = keys.map { inference.joined($0, key) } ?? key
            values = values.map { inference.joined($0, value) } ?? value
        }
        return .map(key: keys ?? inference.fresh(), value: values ?? inference.fresh())
    }
}

extension Inference {
    /// The type of values of either type; `nil` when they have nothing in common.
    mutating func unified(_ left: ValueType, _ right: ValueType) -> ValueType? {
        let (left, right) = (resolved(left), resolved(right))
        let joined = joined(left, right)
        if joined == .any, left != .any, right != .any { return nil }
        return joined
    }
}

extension ValueType {
    /// Whether keys of maps may have this type.
    fileprivate var isKey: Bool {
        switch self {
        case .int, .uint, .bool, .string, .enumeration, .any, .unknown, .parameter: true
        default: false
        }
    }
}
