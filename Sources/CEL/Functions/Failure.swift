/// Why a function or an operator has no value. It travels as a Swift error, and `&&`, `||`, `all`
/// and `exists` absorb it, as CEL demands.
struct Failure: Error {
    /// What kinds of failure need to be told apart.
    enum Kind {
        case general
        /// A map or a record lacks what was asked of it.
        case missingKey
        /// The limit is reached: it ends the evaluation whatever stands around it.
        case exhausted
    }

    let message: String
    let kind: Kind
    /// Where it happened, once that is known.
    var range: Range<Int>?

    init(_ message: String, at range: Range<Int>? = nil, kind: Kind = .general) {
        self.message = message
        self.range = range
        self.kind = kind
    }

    /// The failure with its place, unless it has one from further in.
    func located(at range: Range<Int>) -> Failure {
        Failure(message, at: self.range ?? range, kind: kind)
    }

    /// Values of kinds that the function does not take.
    static func noOverload(_ name: String, _ values: Value...) -> Failure {
        noOverload(name, values)
    }

    /// Values of kinds that the function does not take.
    static func noOverload(_ name: String, _ values: [Value]) -> Failure {
        let kinds = values.map { $0.type.celName }.joined(separator: ", ")
        return Failure("no such overload: `\(name)` does not take (\(kinds))")
    }

    /// A key that a map or record does not have.
    static func noSuchKey(_ key: Value) -> Failure {
        if case .string(let text) = key {
            return Failure("no such key: \(clipped(text))", kind: .missingKey)
        }
        return Failure("no such key: \(clipped(key.json.description))", kind: .missingKey)
    }
}

extension Value {
    /// The type of the value as CEL's `type()` gives it: without the types of elements.
    var type: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .decimal: .decimal
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .list: .list(.any)
        case .map: .map(key: .any, value: .any)
        case .record(let record): .record(record.type)
        case .optional: .optional(.any)
        }
    }
}
