/// The `math` extension: extremes of numbers of several kinds, rounding of doubles, signs.
let mathFunctions: [Function] = [
    Function(
        "math.greatest",
        .global,
        extremeSignatures,
        .any { (values, meter) throws(Failure) in
            try extreme("math.greatest", values, .after, &meter)
        },
        isVariadic: true
    ),
    Function(
        "math.least",
        .global,
        extremeSignatures,
        .any { (values, meter) throws(Failure) in
            try extreme("math.least", values, .before, &meter)
        },
        isVariadic: true
    ),
    rounding("math.ceil") { $0.rounded(.up) },
    rounding("math.floor") { $0.rounded(.down) },
    rounding("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
    rounding("math.trunc") { $0.rounded(.towardZero) },
    test("math.isNaN") { $0.isNaN },
    test("math.isInf") { $0.isInfinite },
    test("math.isFinite") { $0.isFinite },
    Function("math.abs", sameKind, .one(abs)),
    Function("math.sign", sameKind, .one(sign)),
    Function(
        "math.sqrt",
        Signature.each([.double, .int, .uint], giving: .double),
        .one(squareRoot)
    ),
]

private let sameKind = ([.int, .uint, .double] as [ValueType]).map {
    Signature([$0], $0)
}

/// Any number of numbers, or a list of them.
private let extremeSignatures: [Signature] = {
    let kinds: [ValueType] = [.int, .uint, .double, .decimal]
    let same = kinds.map { Signature([$0], $0) } + kinds.map { Signature([.list($0)], $0) }
    return same
}()

private func extreme(
    _ name: String,
    _ values: [Value],
    _ wanted: Ordering,
    _ meter: inout Meter
) throws(Failure) -> Value {
    var numbers = values
    if values.count == 1, case .list(let elements) = values[0] { numbers = elements }
    guard var best = numbers.first else { throw Failure("\(name)() needs a number") }
    for number in numbers {
        try meter.charge(1)
        guard let order = compareNumbers(number, best) else { throw .noOverload(name, values) }
        if order == wanted { best = number }
    }
    return best
}

private func rounding(
    _ name: String,
    _ round: @escaping @Sendable (Double) -> Double
) -> Function {
    Function(
        name,
        [.double],
        .double,
        .one { (value, _) throws(Failure) in
            guard case .double(let double) = value else { throw .noOverload(name, value) }
            return .double(round(double))
        }
    )
}

private func test(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Function {
    Function(
        name,
        [.double],
        .bool,
        .one { (value, _) throws(Failure) in
            guard case .double(let double) = value else { throw .noOverload(name, value) }
            return .bool(holds(double))
        }
    )
}

@Sendable
private func abs(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .int(let int):
        guard let magnitude = Int64(exactly: int.magnitude) else {
            throw Failure("integer overflow")
        }
        return .int(magnitude)
    case .uint: return value
    case .double(let double): return .double(double.magnitude)
    default: throw .noOverload("math.abs", value)
    }
}

@Sendable
private func sign(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .int(let int): return .int(int.signum())
    case .uint(let uint): return .uint(uint == 0 ? 0 : 1)
    case .double(let double):
        return .double(double > 0 ? 1 : double < 0 ? -1 : double)
    default: throw .noOverload("math.sign", value)
    }
}

@Sendable
private func squareRoot(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .int(let int): return .double(Double(int).squareRoot())
    case .uint(let uint): return .double(Double(uint).squareRoot())
    case .double(let double): return .double(double.squareRoot())
    default: throw .noOverload("math.sqrt", value)
    }
}
