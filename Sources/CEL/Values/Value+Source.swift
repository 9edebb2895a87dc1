import Foundation

extension Value {
    /// The value as an expression that gives it, for people: `decimal("19.99")`, `[1, 2u, 3.0]`,
    /// `timestamp("2026-01-01T00:00:00Z")`, `optional.none()`. A record is written as a map of the
    /// fields that it has.
    public var source: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .uint(let uint): "\(uint)u"
        case .double(let double):
            double.isFinite ? double.numberText : "double(\"\(double.celText)\")"
        case .decimal(let decimal): "decimal(\"\(decimal)\")"
        case .string(let text): text.source
        case .bytes(let bytes): "b\"\(bytes.map(\.source).joined())\""
        case .timestamp(let timestamp): "timestamp(\"\(timestamp.rfc3339)\")"
        case .duration(let duration): "duration(\"\(duration.celText)\")"
        case .type(let type): type.celName
        case .list(let elements): "[\(elements.map(\.source).joined(separator: ", "))]"
        case .map(let map): map.source
        case .record(let record): record.source
        case .optional(let optional):
            optional.wrapped.map { "optional.of(\($0.source))" } ?? "optional.none()"
        }
    }
}

extension MapValue {
    fileprivate var source: String {
        let entries = pairs.map { "\($0.key.source): \($0.value.source)" }
        return "{\(entries.joined(separator: ", "))}"
    }
}

extension RecordValue {
    fileprivate var source: String {
        let fields = type.fields.enumerated().compactMap { slot, field in
            value(at: slot).map { "\(field.name.source): \($0.source)" }
        }
        return "{\(fields.joined(separator: ", "))}"
    }
}

extension String {
    /// The text in quotes. What cannot be seen, or would change how a terminal shows the rest, is
    /// escaped.
    fileprivate var source: String { "\"\(unicodeScalars.map(\.source).joined())\"" }
}

extension Unicode.Scalar {
    fileprivate var source: String {
        switch self {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: break
        }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            let digits = String(value, radix: 16)
            let width = value > 0xFFFF ? 8 : 4
            let zeros = String(repeating: "0", count: width - digits.count)
            return (width == 8 ? "\\U" : "\\u") + zeros + digits
        default: return String(self)
        }
    }
}

extension UInt8 {
    /// The byte in a bytes literal.
    fileprivate var source: String {
        switch self {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case 0x20...0x7E: return String(Unicode.Scalar(self))
        default:
            let digits = String(self, radix: 16)
            return "\\x" + (digits.count == 1 ? "0" : "") + digits
        }
    }
}
