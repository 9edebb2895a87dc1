import Foundation

/// How one value stands to another.
enum Ordering {
    case before
    case same
    case after
    /// NaN stands in no order to anything.
    case none

    @inline(__always)
    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .before : left == right ? .same : left > right ? .after : .none
    }

    /// The order the other way round.
    var reversed: Ordering {
        switch self {
        case .before: .after
        case .after: .before
        default: self
        }
    }
}

/// The order of two values; `nil` when their kinds have none.
func compare(_ left: Value, _ right: Value, _ meter: inout Meter) throws(Failure) -> Ordering? {
    switch (left, right) {
    case (.int(let left), .int(let right)): return Ordering(left, right)
    case (.string(let left), .string(let right)):
        try meter.chargeTenths(min(left.utf8.count, right.utf8.count))
        if left.isIdentical(to: right) { return .same }
        return left.precedes(right) ? .before : .after
    case (.bool(let left), .bool(let right)): return Ordering(left ? 1 : 0, right ? 1 : 0)
    case (.timestamp(let left), .timestamp(let right)): return Ordering(left, right)
    case (.duration(let left), .duration(let right)): return Ordering(left, right)
    case (.bytes(let left), .bytes(let right)):
        try meter.chargeTenths(min(left.count, right.count))
        if left == right { return .same }
        return left.lexicographicallyPrecedes(right) ? .before : .after
    default: return compareNumbers(left, right)
    }
}

/// The order of two numbers of whatever kinds; `nil` when one is no number.
func compareNumbers(_ left: Value, _ right: Value) -> Ordering? {
    switch (left, right) {
    case (.int(let left), .int(let right)): Ordering(left, right)
    case (.uint(let left), .uint(let right)): Ordering(left, right)
    case (.double(let left), .double(let right)): Ordering(left, right)
    case (.decimal(let left), .decimal(let right)): Ordering(left, right)
    case (.int(let left), .uint(let right)):
        left < 0 ? .before : Ordering(left.magnitude, right)
    case (.int(let left), .double(let right)): compare(left, right)
    case (.uint(let left), .double(let right)): compare(left, right)
    case (.decimal(let left), .int(let right)): Ordering(left, Decimal(right))
    case (.decimal(let left), .uint(let right)): Ordering(left, Decimal(right))
    case (.decimal(let left), .double(let right)): compare(left, right)
    case (.uint, .int), (.double, .int), (.double, .uint), (.int, .decimal), (.uint, .decimal),
        (.double, .decimal):
        compareNumbers(right, left)?.reversed
    default: nil
    }
}

/// An int and a double as cel-go compares them: by range first, then as doubles.
private func compare(_ left: Int64, _ right: Double) -> Ordering {
    if right < Double(Int64.min) { return .after }
    if right > Double(Int64.max) { return .before }
    return Ordering(Double(left), right)
}

/// A uint and a double.
private func compare(_ left: UInt64, _ right: Double) -> Ordering {
    if right < 0 { return .after }
    if right > Double(UInt64.max) { return .before }
    return Ordering(Double(left), right)
}

/// A decimal and a double, which meet in data without a type: as doubles first, and where these are
/// the same, by their digits.
private func compare(_ left: Decimal, _ right: Double) -> Ordering {
    let order = Ordering(Double(left.description) ?? .nan, right)
    guard order == .same, let right = Decimal(exactly: right.celText) else { return order }
    return Ordering(left, right)
}
