import Foundation

/// CEL's `==`: across numeric kinds, deep, texts by code points; values of different kinds are
/// unequal. Each value visited counts.
func areEqual(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Bool {
    try meter.chargeTenths(1)
    switch (left, right) {
    case (.string(let left), .string(let right)):
        try meter.chargeTenths(min(left.utf8.count, right.utf8.count))
        return left.isIdentical(to: right)
    case (.int(let left), .int(let right)): return left == right
    case (.bool(let left), .bool(let right)): return left == right
    case (.null, .null): return true
    case (.bytes(let left), .bytes(let right)):
        try meter.chargeTenths(min(left.count, right.count))
        return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left == right
    case (.list(let left), .list(let right)):
        guard left.count == right.count else { return false }
        for (left, right) in zip(left, right) {
            if try !areEqual(left, right, &meter) { return false }
        }
        return true
    case (.map(let left), .map(let right)): return try areEqual(left, right, &meter)
    case (.record(let left), .record(let right)): return try areEqual(left, right, &meter)
    case (.optional(let left), .optional(let right)):
        guard let left = left.wrapped, let right = right.wrapped else {
            return left.wrapped == nil && right.wrapped == nil
        }
        return try areEqual(left, right, &meter)
    default: return compareNumbers(left, right) == .same
    }
}

private func areEqual(
    _ left: MapValue,
    _ right: MapValue,
    _ meter: inout Meter
) throws(Failure) -> Bool {
    guard left.count == right.count else { return false }
    for pair in left.pairs {
        try meter.charge(1)
        try meter.chargeLong(pair.key)
        guard let other = right[pair.key], try areEqual(pair.value, other, &meter) else {
            return false
        }
    }
    return true
}

private func areEqual(
    _ left: RecordValue,
    _ right: RecordValue,
    _ meter: inout Meter
) throws(Failure) -> Bool {
    guard left.type == right.type else { return false }
    for slot in left.type.fields.indices {
        switch (left.value(at: slot), right.value(at: slot)) {
        case (nil, nil): continue
        case (let left?, let right?):
            if try !areEqual(left, right, &meter) { return false }
        default: return false
        }
    }
    return true
}
