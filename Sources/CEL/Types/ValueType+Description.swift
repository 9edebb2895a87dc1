extension ValueType: CustomStringConvertible {
    /// The type as an author writes it: `[Line]`, `map<int>`, `timestamp?`, `standard | gold`.
    public var description: String {
        switch self {
        case .any: "any"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .decimal: "decimal"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .type: "type"
        case .enumeration(let members): members.joined(separator: " | ")
        case .list(let element): "[\(element)]"
        case .map(.string, let value): "map<\(value)>"
        case .map(let key, let value): "map<\(key), \(value)>"
        case .optional(let wrapped): "\(wrapped)?"
        case .record(let record): record.name ?? record.inlineDescription
        case .abstract(let name, let parts):
            parts.isEmpty ? name : "\(name)(\(parts.map(\.description).joined(separator: ", ")))"
        case .parameter(let name): name
        case .unknown: "unknown"
        }
    }

    /// The type for a sentence: a long inline record is cut to its first fields.
    var briefly: String {
        guard case .record(let record) = self, record.name == nil else { return "\(self)" }
        let names = record.fields.prefix(3).map(\.name).joined(separator: ", ")
        return "{ \(names)\(record.fields.count > 3 ? ", …" : "") }"
    }

    /// The name that CEL itself has for a type, as `string(type(x))` and errors give it.
    var celName: String {
        switch self {
        case .any, .unknown, .parameter: "dyn"
        case .null: "null_type"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .enumeration: "string"
        case .list: "list"
        case .map: "map"
        case .optional: "optional_type"
        case .record(let record): record.name ?? "record"
        case .abstract(let name, _): name
        default: description
        }
    }
}

extension RecordType {
    fileprivate var inlineDescription: String {
        let fields = fields.map { "\($0.name): \($0.type)" }
        return fields.isEmpty ? "{}" : "{ \(fields.joined(separator: ", ")) }"
    }
}

extension ValueType {
    /// Whether a field of this type may be missing.
    public var isOptional: Bool {
        if case .optional = self { true } else { false }
    }
}

/// A text cut to what fits in a message.
func clipped(_ text: String) -> String {
    text.unicodeScalars.prefix(61).count <= 60
        ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "…"
}

/// Names for a sentence: the first ten, in code quotes.
func listed(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
}
