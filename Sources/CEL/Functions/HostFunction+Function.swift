extension HostFunction {
    /// What a call says of the overloads that it may mean.
    private struct Call: Hashable {
        let name: String
        let isMember: Bool
        let count: Int
    }

    /// The functions that declarations make, in the order of their first overloads: one for each
    /// name, style and number of arguments.
    static func functions(of declarations: [HostFunction]) -> [Function] {
        var calls: [Call] = []
        var overloads: [Call: [Overload]] = [:]
        for declaration in declarations {
            for overload in declaration.overloads {
                let call = Call(
                    name: declaration.name,
                    isMember: overload.isMember,
                    count: overload.parameters.count
                )
                if overloads[call] == nil { calls.append(call) }
                overloads[call, default: []].append(overload)
            }
        }
        return calls.map { call in
            let overloads = overloads[call] ?? []
            return Function(
                call.name,
                call.isMember ? .member : .global,
                overloads.map { Signature($0.parameters, $0.result) },
                .any { (values, meter) throws(Failure) in
                    guard let overload = overloads.first(where: { $0.takes(values) }) else {
                        throw .noOverload(call.name, values)
                    }
                    return try overload.call(call.name, values, &meter)
                }
            )
        }
    }
}

extension HostFunction.Overload {
    /// The most that one call may count for, which ends every evaluation.
    private static let highestCost = 1_000_000_000

    fileprivate func takes(_ values: [Value]) -> Bool {
        values.count == parameters.count
            && zip(values, parameters).allSatisfy { $0.isOfKind($1) }
    }

    /// Calls the implementation. That it is called at all has been paid for.
    fileprivate func call(
        _ name: String,
        _ values: [Value],
        _ meter: inout Meter
    ) throws(Failure) -> Value {
        guard let implementation else { throw Failure("`\(name)` has no implementation") }
        try meter.charge(min(max(cost, 1), Self.highestCost) - 1)
        let value: Value
        do throws(HostFunction.Error) { value = try implementation(values) } catch {
            throw Failure(error.message)
        }
        guard value.isOfKind(result) else {
            throw Failure("`\(name)` gives \(value.type.briefly), not \(result.briefly)")
        }
        return value
    }
}

extension Value {
    /// Whether the value is of the kind that a type declares, whatever its elements are.
    fileprivate func isOfKind(_ declared: ValueType) -> Bool {
        switch (declared, self) {
        case (.any, _), (.unknown, _), (.parameter, _), (.abstract, _): true
        case (.enumeration(let members), .string(let text)):
            members.contains { $0.isIdentical(to: text) }
        case (.list, .list), (.map, .map), (.optional, .optional): true
        default: type == declared
        }
    }
}
