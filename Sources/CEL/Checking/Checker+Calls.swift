import WaybillDiagnostics

/// Calls of functions and the choice of their overloads.
extension Checker {
    mutating func checkCall(
        _ expression: Expression,
        _ name: Expression.Name,
        _ target: Expression?,
        _ arguments: [Expression]
    ) -> ValueType {
        guard let target else {
            return checkGlobal(name.text, name, expression, arguments)
        }
        if let namespace = target.qualifiedName, !startsWithLocal(namespace) {
            let qualified = "\(namespace).\(name.text)"
            if isNamespace(namespace) || findGlobal(qualified, arguments.count) != nil {
                return checkGlobal(qualified, name, expression, arguments)
            }
        }
        let targetType = check(target)
        let count = arguments.count + 1
        guard let function = functions.function(name.text, .member, count: count) else {
            let isMacro = reportUnknownFunction(
                name,
                expression,
                target,
                targetType,
                arguments.count
            )
            if !isMacro { for argument in arguments { _ = check(argument) } }
            return .unknown
        }
        let argumentTypes = arguments.map { check($0) }
        return resolve(function, expression, [target] + arguments, [targetType] + argumentTypes)
    }

    private mutating func checkGlobal(
        _ qualified: String,
        _ name: Expression.Name,
        _ expression: Expression,
        _ arguments: [Expression]
    ) -> ValueType {
        if let usage = globalMacros[qualified] {
            reportMacro(qualified, usage, expression, arguments.count)
            return .unknown
        }
        let argumentTypes = arguments.map { check($0) }
        guard let function = findGlobal(qualified, arguments.count) else {
            reportUnknownGlobal(qualified, name, expression, arguments)
            return .unknown
        }
        return resolve(function, expression, arguments, argumentTypes)
    }

    private func findGlobal(_ name: String, _ count: Int) -> Function? {
        for candidate in environment.candidates(for: name) {
            if let found = functions.function(candidate, .global, count: count) { return found }
        }
        return nil
    }

    /// Whether functions live under a name that no variable has.
    private func isNamespace(_ name: String) -> Bool {
        environment.index(of: name) == nil
            && (functions.globalNames + globalMacros.keys).contains { $0.hasPrefix(name + ".") }
    }

    mutating func checkOperation(
        _ expression: Expression,
        _ symbol: Expression.Operator,
        _ operands: [Expression]
    ) -> ValueType {
        if let field = fieldComparedWithNull(symbol, operands) {
            return checkComparisonWithNull(expression, symbol, field)
        }
        let operandTypes = operands.map { check($0) }
        guard let function = functions.function(symbol.rawValue, .global, count: operands.count)
        else { return .unknown }
        let found = overload(of: function, operandTypes)
        references[expression.id] = .function(function)
        guard let found else {
            reportOperation(expression, symbol, operands, operandTypes.map(inference.resolved))
            let results = Set(function.signatures.map(\.result))
            return results.count == 1 ? function.signatures[0].result : .unknown
        }
        checkMembers(symbol, operands)
        return found
    }

    /// The type that a call gives, or a report that nothing fits.
    private mutating func resolve(
        _ function: Function,
        _ expression: Expression,
        _ operands: [Expression],
        _ operandTypes: [ValueType]
    ) -> ValueType {
        references[expression.id] = .function(function)
        if let found = overload(of: function, operandTypes) { return found }
        if let receiver = operands.first, settleAbsence(of: receiver, calling: function) {
            return .unknown
        }
        reportMismatch(function, expression, operands, operandTypes)
        let results = Set(function.signatures.map(\.result))
        guard results.count == 1, let result = results.first, !result.hasParameter else {
            return .unknown
        }
        return result
    }

    /// The type that the overloads give which fit; `any` when they give different ones, which
    /// happens only to operands of type `any`.
    private mutating func overload(of function: Function, _ types: [ValueType]) -> ValueType? {
        if function.isVariadic { return variadic(function, types) }
        let start = inference.mark
        var fitting: Signature?
        var results: [ValueType] = []
        for signature in function.signatures {
            let own = inference.instantiated(signature)
            if inference.assign(types, to: own.parameters) {
                results.append(inference.resolved(own.result))
                if fitting == nil { fitting = own }
            }
            inference.undo(to: start)
        }
        guard let fitting, let first = results.first else { return nil }
        _ = inference.assign(types, to: fitting.parameters)
        return results.allSatisfy { $0 == first } ? first : .any
    }

    /// Each argument must fit, and only one that stands alone may be a list; the result is what
    /// all of their results have in common.
    private mutating func variadic(_ function: Function, _ types: [ValueType]) -> ValueType? {
        var common: ValueType?
        for type in types {
            let start = inference.mark
            let fitting = function.signatures.filter { signature in
                if types.count > 1, case .list = signature.parameters.first { return false }
                defer { inference.undo(to: start) }
                return inference.assign([type], to: signature.parameters)
            }
            guard let first = fitting.first else { return nil }
            let result = fitting.count == 1 ? first.result : .any
            common = common.map { inference.joined($0, result) } ?? result
        }
        return common
    }
}

extension Inference {
    /// Whether values of some types may stand where others are expected.
    fileprivate mutating func assign(_ actual: [ValueType], to expected: [ValueType]) -> Bool {
        guard actual.count == expected.count else { return false }
        for (actual, expected) in zip(actual, expected) where !assign(actual, to: expected) {
            return false
        }
        return true
    }
}
