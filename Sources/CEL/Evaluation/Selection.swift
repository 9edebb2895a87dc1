/// The value of a field or a key; of an optional, an optional.
func select(_ value: Value, _ name: String, _ range: Range<Int>) throws(Failure) -> Value {
    switch value {
    case .record(let record):
        guard let found = record[name] else { throw missing(name, range) }
        return found
    case .map(let map):
        guard let found = map[text: name] else { throw missing(name, range) }
        return found
    case .optional: return try selectOptionally(value, name, range)
    default: throw Failure("no such overload: \(value.type.celName) has no fields", at: range)
    }
}

/// The value of a field or a key as an optional, which is absent when the field is, or when what
/// it is selected from is.
func selectOptionally(
    _ value: Value,
    _ name: String,
    _ range: Range<Int>
) throws(Failure) -> Value {
    switch value {
    case .record(let record): return .optional(OptionalValue(record[name]))
    case .map(let map): return .optional(OptionalValue(map[text: name]))
    case .optional(let optional):
        guard let wrapped = optional.wrapped else { return value }
        return try selectOptionally(wrapped, name, range)
    default: throw Failure("no such overload: \(value.type.celName) has no fields", at: range)
    }
}

/// The element at an index, or the value of a key; of an optional, an optional.
func lookUp(_ value: Value, _ key: Value, _ range: Range<Int>) throws(Failure) -> Value {
    if case .optional = value { return try lookUpOptionally(value, key, range) }
    guard let found = try find(value, key, range) else {
        if case .list = value {
            throw Failure("index out of bounds: \(key.json)", at: range, kind: .missingKey)
        }
        throw Failure.noSuchKey(key).located(at: range)
    }
    return found
}

/// As ``lookUp(_:_:_:)``, and absent where there is nothing.
func lookUpOptionally(
    _ value: Value,
    _ key: Value,
    _ range: Range<Int>
) throws(Failure) -> Value {
    guard case .optional(let optional) = value else {
        return .optional(OptionalValue(try find(value, key, range)))
    }
    guard let wrapped = optional.wrapped else { return value }
    return try lookUpOptionally(wrapped, key, range)
}

private func find(_ value: Value, _ key: Value, _ range: Range<Int>) throws(Failure) -> Value? {
    switch (value, key) {
    case (.list(let elements), _):
        guard let index = index(key) else {
            throw Failure("\(key.type.celName) is no index of a list", at: range)
        }
        return elements.indices.contains(index) ? elements[index] : nil
    case (.map(let map), .int), (.map(let map), .uint), (.map(let map), .string),
        (.map(let map), .bool), (.map(let map), .double):
        return map[key]
    case (.record(let record), .string(let name)): return record[name]
    default:
        throw Failure(
            "no such overload: \(value.type.celName)[\(key.type.celName)]",
            at: range
        )
    }
}

/// The index that a number of whatever kind stands for.
private func index(_ key: Value) -> Int? {
    switch key {
    case .int(let int): Int(exactly: int) ?? -1
    case .uint(let uint): Int(exactly: uint) ?? -1
    case .double(let double): Int(exactly: double)
    default: nil
    }
}

private func missing(_ name: String, _ range: Range<Int>) -> Failure {
    Failure.noSuchKey(.string(name)).located(at: range)
}
