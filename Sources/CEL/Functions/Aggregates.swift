import Foundation

/// `sum`, `min` and `max` of a list, as members and as functions.
let aggregateFunctions: [Function] = [
    Function("sum", summed, .one(sum)),
    Function("sum", .member, summed, .one(sum)),
    Function("min", ordered, .one(least)),
    Function("min", .member, ordered, .one(least)),
    Function("max", ordered, .one(greatest)),
    Function("max", .member, ordered, .one(greatest)),
]

private let summed: [Signature] = ([.int, .uint, .double, .decimal, .duration] as [ValueType]).map {
    Signature([.list($0)], $0)
}

private let ordered: [Signature] =
    ([.int, .uint, .double, .decimal, .string, .timestamp, .duration] as [ValueType]).map {
        Signature([.list($0)], $0)
    }

/// The sum of a list; of an empty one the int 0, of which the planner makes the zero that fits.
@Sendable
private func sum(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("sum", value) }
    guard var sum = elements.first else { return .int(0) }
    guard sum.isSummable else { throw .noOverload("sum", value) }
    for element in elements.dropFirst() {
        try meter.charge(1)
        sum = try add(sum, element, &meter)
    }
    return sum
}

@Sendable
private func least(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try extreme(value, "min", .before, &meter)
}

@Sendable
private func greatest(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try extreme(value, "max", .after, &meter)
}

private func extreme(
    _ value: Value,
    _ name: String,
    _ wanted: Ordering,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload(name, value) }
    guard var best = elements.first else { throw Failure("\(name)() of an empty list") }
    for element in elements {
        try meter.charge(1)
        guard let order = try compare(element, best, &meter) else {
            throw .noOverload(name, element, best)
        }
        if order == wanted { best = element }
    }
    return best
}

extension Value {
    fileprivate var isSummable: Bool {
        switch self {
        case .int, .uint, .double, .decimal, .duration: true
        default: false
        }
    }
}
