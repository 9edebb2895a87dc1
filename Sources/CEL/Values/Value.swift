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
    /// The parts, in a class, so that passing a record on counts one reference.
    private final class Storage: Sendable {
        let type: RecordType
        let slots: [Value?]

        init(_ type: RecordType, _ slots: [Value?]) {
            self.type = type
            self.slots = slots
        }
    }

    private let storage: Storage

    /// Makes a record from the values of its fields, in the order of its type.
    public init(_ type: RecordType, slots: [Value?]) { storage = Storage(type, slots) }

    /// The type, whose field order is that of the slots.
    public var type: RecordType { storage.type }

    /// The fields' values. A missing trailing slot counts as absent.
    public var slots: [Value?] { storage.slots }

    /// The value of a field, or `nil` when it is absent or not a field.
    public subscript(name: String) -> Value? {
        type.slot(of: name).flatMap { value(at: $0) }
    }

    /// The value in a slot, or `nil` when the field is absent.
    @inline(__always)
    func value(at slot: Int) -> Value? {
        slot < storage.slots.count ? storage.slots[slot] : nil
    }

    /// The value in a slot of a record of that very type; `nil` when it is of another.
    @inline(__always)
    func value(at slot: Int, of type: RecordType) -> Value? {
        storage.type === type ? value(at: slot) : nil
    }
}
