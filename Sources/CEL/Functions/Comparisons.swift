/// `== != < <= > >=`, `in` and `!`.
let comparisonFunctions: [Function] = [
    Function(Expression.Operator.equal.rawValue, equalitySignatures, .two(isEqual)),
    Function(Expression.Operator.notEqual.rawValue, equalitySignatures, .two(isNotEqual)),
    ordering(.less) { $0 == .before },
    ordering(.lessOrEqual) { $0 == .before || $0 == .same },
    ordering(.greater) { $0 == .after },
    ordering(.greaterOrEqual) { $0 == .after || $0 == .same },
    Function(
        Expression.Operator.isIn.rawValue,
        [
            Signature([.a, .list(.a)], .bool), Signature([.a, .map(key: .a, value: .b)], .bool),
            Signature([.int, .list(.decimal)], .bool),
        ] + numberAmongKeys,
        .two(isIn)
    ),
    Function(Expression.Operator.not.rawValue, [.bool], .bool, .one(not)),
]

/// A number is looked for among keys of whatever kind, as it is looked up.
private let numberAmongKeys: [Signature] = [
    [.int, .uint], [.uint, .int], [.double, .int], [.double, .uint],
].map { (kinds: [ValueType]) in
    Signature([kinds[0], .map(key: kinds[1], value: .b)], .bool)
}

/// Anything with its like, and a decimal with an int.
private let equalitySignatures = [
    Signature([.a, .a], .bool), Signature([.decimal, .int], .bool),
    Signature([.int, .decimal], .bool),
]

/// Kinds that have an order with themselves; numbers have one across kinds.
private let orderedSignatures: [Signature] = {
    let kinds: [ValueType] = [
        .int, .string, .bool, .uint, .double, .bytes, .timestamp, .duration, .decimal,
    ]
    let mixed: [[ValueType]] = [
        [.int, .uint], [.int, .double], [.uint, .int], [.uint, .double], [.double, .int],
        [.double, .uint], [.decimal, .int], [.int, .decimal], [.decimal, .uint], [.uint, .decimal],
    ]
    return kinds.map { Signature([$0, $0], .bool) } + mixed.map { Signature($0, .bool) }
}()

private func ordering(
    _ symbol: Expression.Operator,
    _ holds: @escaping @Sendable (Ordering) -> Bool
) -> Function {
    Function(
        symbol.rawValue,
        orderedSignatures,
        .two { (left, right, meter) throws(Failure) in
            guard let order = try compare(left, right, &meter) else {
                throw .noOverload(symbol.rawValue, left, right)
            }
            return .bool(holds(order))
        }
    )
}

@Sendable
private func isEqual(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Value {
    .bool(try areEqual(left, right, &meter))
}

@Sendable
private func isNotEqual(
    _ left: Value,
    _ right: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    .bool(try !areEqual(left, right, &meter))
}

@Sendable
private func isIn(_ value: Value, _ range: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch range {
    case .list(let elements): return .bool(try contains(elements, value, &meter))
    case .map(let map):
        try meter.charge(1)
        try meter.chargeLong(value)
        return .bool(map[value] != nil)
    default: throw .noOverload("in", value, range)
    }
}

/// Whether a list has an element that equals a value.
func contains(
    _ elements: [Value],
    _ value: Value,
    _ meter: inout Meter
) throws(Failure) -> Bool {
    for element in elements {
        try meter.chargeTenths(9)
        if try areEqual(value, element, &meter) { return true }
    }
    return false
}

@Sendable
private func not(_ operand: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .bool(let bool) = operand else { throw .noOverload("!", operand) }
    return .bool(!bool)
}
