/// Functions of lists: `first last distinct slice flatten sort`, `lists.range`.
let listFunctions: [Function] = [
    Function("first", .member, [.list(.a)], .optional(.a), .one(first)),
    Function("last", .member, [.list(.a)], .optional(.a), .one(last)),
    Function("distinct", .member, [.list(.a)], .list(.a), .one(distinct)),
    Function("slice", .member, [.list(.a), .int, .int], .list(.a), .three(slice)),
    Function("sort", .member, sortable, .one(sort)),
    Function(
        "flatten",
        .member,
        [.list(.list(.a))],
        .list(.a),
        .one { (value, meter) throws(Failure) in try flatten(value, .int(1), &meter) }
    ),
    Function("flatten", .member, [.list(.any), .int], .list(.any), .two(flatten)),
    Function("lists.range", [.int], .list(.int), .one(range)),
]

/// Lists whose elements have an order.
private let sortable: [Signature] = {
    let elements: [ValueType] = [
        .int, .uint, .double, .decimal, .bool, .string, .bytes, .timestamp, .duration,
    ]
    return elements.map { Signature([.list($0)], .list($0)) }
}()

@Sendable
private func first(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("first", value) }
    return .optional(OptionalValue(elements.first))
}

@Sendable
private func last(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("last", value) }
    return .optional(OptionalValue(elements.last))
}

@Sendable
private func distinct(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("distinct", value) }
    var kept: [Value] = []
    var keys: Set<MapKey> = []
    for element in elements {
        try meter.charge(1)
        try meter.chargeLong(element)
        if let key = MapKey(element) {
            if keys.insert(key).inserted { kept.append(element) }
        } else if try !contains(kept, element, &meter) {
            kept.append(element)
        }
    }
    return .list(kept)
}

@Sendable
private func slice(
    _ value: Value,
    _ start: Value,
    _ end: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .list(let elements) = value, case .int(let start) = start, case .int(let end) = end
    else { throw .noOverload("slice", value, start, end) }
    guard start >= 0, end >= 0 else {
        throw Failure("cannot slice(\(start), \(end)), negative indexes not supported")
    }
    guard start <= end else {
        throw Failure("cannot slice(\(start), \(end)), start index must not be after the end")
    }
    guard end <= Int64(elements.count) else {
        throw Failure("cannot slice(\(start), \(end)), list is length \(elements.count)")
    }
    try meter.chargeElements(Int(end - start))
    return .list(Array(elements[Int(start)..<Int(end)]))
}

@Sendable
private func sort(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .list(let elements) = value else { throw .noOverload("sort", value) }
    return .list(try sorted(elements, by: elements, &meter))
}

/// Elements in the order of their keys; equal ones keep theirs.
func sorted(
    _ elements: [Value],
    by keys: [Value],
    _ meter: inout Meter
) throws(Failure) -> [Value] {
    if let first = keys.first?.type {
        guard keys.allSatisfy({ $0.type == first }), try compare(keys[0], keys[0], &meter) != nil
        else { throw Failure("list elements must have the same type, one that has an order") }
    }
    return try mergeSorted(Array(keys.indices), keys, &meter).map { elements[$0] }
}

/// A merge sort, since the library's own cannot throw what the meter throws.
private func mergeSorted(
    _ indices: [Int],
    _ keys: [Value],
    _ meter: inout Meter
) throws(Failure) -> [Int] {
    guard indices.count > 1 else { return indices }
    let middle = indices.count / 2
    let left = try mergeSorted(Array(indices[..<middle]), keys, &meter)
    let right = try mergeSorted(Array(indices[middle...]), keys, &meter)
    var merged: [Int] = []
    merged.reserveCapacity(indices.count)
    var next = 0
    for index in left {
        try meter.charge(1)
        while next < right.count, try compare(keys[right[next]], keys[index], &meter) == .before {
            merged.append(right[next])
            next += 1
        }
        merged.append(index)
    }
    return merged + right[next...]
}

@Sendable
private func flatten(_ value: Value, _ depth: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    guard case .list(let elements) = value, case .int(let depth) = depth else {
        throw .noOverload("flatten", value, depth)
    }
    guard depth >= 0 else { throw Failure("level must be non-negative") }
    var flat: [Value] = []
    try append(elements, to: &flat, depth: depth, &meter)
    return .list(flat)
}

private func append(
    _ elements: [Value],
    to flat: inout [Value],
    depth: Int64,
    _ meter: inout Meter
) throws(Failure) {
    for element in elements {
        try meter.charge(1)
        if depth > 0, case .list(let inner) = element {
            try append(inner, to: &flat, depth: depth - 1, &meter)
        } else {
            flat.append(element)
        }
    }
}

@Sendable
private func range(_ count: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .int(let count) = count else { throw .noOverload("lists.range", count) }
    guard count > 0 else { return .list([]) }
    try meter.charge(Int(clamping: min(count, Int64(Int32.max))))
    // Whatever the limit of the cost: more would take gigabytes.
    guard count <= 10_000_000 else {
        throw Failure("lists.range makes lists of at most 10,000,000 elements")
    }
    return .list((0..<count).map { .int($0) })
}
