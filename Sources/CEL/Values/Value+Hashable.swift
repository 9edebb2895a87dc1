/// Equality of the same kind: `int(1)` is not `uint(1)` here, and NaN is itself. For tests, caches
/// and sets of values; CEL's own `==` is a function of the language.
extension Value: Hashable {
    /// Whether both are the same value of the same kind.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.double(let left), .double(let right)):
            left == right || (left.isNaN && right.isNaN)
        case (.decimal(let left), .decimal(let right)): left == right
        case (.string(let left), .string(let right)): left.isIdentical(to: right)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.timestamp(let left), .timestamp(let right)): left == right
        case (.duration(let left), .duration(let right)): left == right
        case (.type(let left), .type(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left.hasSamePairs(as: right)
        case (.record(let left), .record(let right)): left == right
        case (.optional(let left), .optional(let right)): left.wrapped == right.wrapped
        default: false
        }
    }

    /// Hashes the value; a map by its size alone, since its order means nothing.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let bool): hasher.combine(bool)
        case .int(let int): hasher.combine(int)
        case .uint(let uint): hasher.combine(uint)
        case .double(let double): hasher.combine(double.isNaN ? 0 : double)
        case .decimal(let decimal): hasher.combine(decimal)
        case .string(let string): string.hashBytes(into: &hasher)
        case .bytes(let bytes): hasher.combine(bytes)
        case .timestamp(let timestamp): hasher.combine(timestamp)
        case .duration(let duration): hasher.combine(duration)
        case .type(let type): hasher.combine(type)
        case .list(let list): hasher.combine(list)
        case .map(let map): hasher.combine(map.count)
        case .record(let record): hasher.combine(record.type)
        case .optional(let optional): hasher.combine(optional.wrapped)
        }
    }
}

extension MapValue {
    /// Whether both hold the same keys of the same kinds with the same values, in whatever order.
    fileprivate func hasSamePairs(as other: MapValue) -> Bool {
        count == other.count
            && pairs.allSatisfy { pair in
                other.pairs.contains { $0.key == pair.key && $0.value == pair.value }
            }
    }
}

extension RecordValue: Equatable {
    /// Records are equal when their types and the values of their fields are.
    public static func == (left: RecordValue, right: RecordValue) -> Bool {
        left.type == right.type
            && left.type.fields.indices.allSatisfy { left.value(at: $0) == right.value(at: $0) }
    }
}
