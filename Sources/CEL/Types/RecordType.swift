/// A record: named fields in a fixed order, each with a type. Field positions are the slots that
/// plans read.
///
/// Records are compared by structure, and are never recursive.
public final class RecordType: Sendable {
    /// One field.
    public struct Field: Hashable, Sendable {
        /// Its name, a CEL identifier.
        public let name: String
        /// Its type; ``ValueType/optional(_:)`` when it may be missing.
        public let type: ValueType
        /// Why it may be missing, for the message that a plain read of it gives; `nil` when there
        /// is no more to say than that its type is optional.
        public let absence: String?
        /// The texts that it may be compared with, where its type does not name them; `nil` when any
        /// may be.
        package private(set) var knownTexts: [String]?

        /// Makes a field.
        public init(_ name: String, _ type: ValueType, absence: String? = nil) {
            self.name = name
            self.type = type
            self.absence = absence
        }

        /// The field where only these texts may be compared with it.
        package func knowing(_ texts: [String]?) -> Field {
            var field = self
            field.knownTexts = texts
            return field
        }
    }

    /// The name it was declared under, for messages; `nil` for an inline record.
    public let name: String?
    /// The fields, in the order declared; names are unique.
    public let fields: [Field]
    private let slots: [String: Int]

    /// Makes a record type; of two fields of one name the first counts.
    public init(name: String? = nil, fields: [Field]) {
        self.name = name
        var slots: [String: Int] = [:]
        var kept: [Field] = []
        for field in fields where slots[field.name] == nil {
            slots[field.name] = kept.count
            kept.append(field)
        }
        self.fields = kept
        self.slots = slots
    }

    /// The position of a field, or `nil` when there is none of that name.
    public func slot(of name: String) -> Int? { slots[name] }

    /// The type of a field, or `nil` when there is none of that name.
    public func type(of name: String) -> ValueType? {
        slots[name].map { fields[$0].type }
    }
}

extension RecordType: Hashable {
    /// Records are equal when their fields are, in order.
    public static func == (left: RecordType, right: RecordType) -> Bool {
        left === right || left.fields == right.fields
    }

    /// Hashes the names of the fields.
    public func hash(into hasher: inout Hasher) {
        for field in fields { hasher.combine(field.name) }
    }
}
