public import Foundation

/// A CEL value. Strings are sequences of Unicode scalars: compare and index them through their
/// UTF-8 or scalar views, never through `Character`.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case decimal(Decimal)
    case string(String)
    case bytes([UInt8])
    case timestamp(Timestamp)
    case duration(Duration)
    case type(ValueType)
    case list([Value])
    case map(MapValue)
    case record(RecordValue)
    case optional(OptionalValue)
}

/// A value that may be absent.
public final class OptionalValue: Sendable {
    /// The value, or `nil` for `optional.none()`.
    public let wrapped: Value?

    /// Wraps a value, or its absence.
    public init(_ wrapped: Value?) { self.wrapped = wrapped }
}

/// A record: one slot for each field of its type; `nil` in a slot is an absent optional field.
public struct RecordValue: Sendable {
    /// The type, whose field order is that of the slots.
    public let type: RecordType
    /// The fields' values. A missing trailing slot counts as absent.
    public let slots: [Value?]

    /// Makes a record from the values of its fields, in the order of its type.
    public init(_ type: RecordType, slots: [Value?]) {
        self.type = type
        self.slots = slots
    }

    /// The value of a field, or `nil` when it is absent or not a field.
    public subscript(name: String) -> Value? {
        guard let slot = type.slot(of: name), slot < slots.count else { return nil }
        return slots[slot]
    }
}
