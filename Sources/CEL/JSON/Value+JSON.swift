import Foundation

extension Value {
    /// Reads JSON as a declared type; throws the first mismatch.
    public init(_ json: JSON, as type: ValueType) throws(JSONMismatch) {
        var reader = JSONReader()
        let value = reader.read(json, as: type)
        if let mismatch = reader.mismatches.first { throw mismatch }
        guard let value else { throw JSONMismatch(path: [], message: "the value does not fit") }
        self = value
    }

    /// Everything about a JSON value that does not fit a type, up to 100 mismatches.
    public static func mismatches(of json: JSON, as type: ValueType) -> [JSONMismatch] {
        var reader = JSONReader()
        _ = reader.read(json, as: type)
        return reader.mismatches
    }

    /// The value as JSON. Numbers of every kind are numbers (a double always with a point or an
    /// exponent, so that data of type `any` is read back as what it was), except NaN and the infinities, which
    /// are texts; bytes are base64, timestamps RFC 3339, durations seconds (`5400s`); an optional
    /// field that is absent is left out, any other absence is null.
    public var json: JSON {
        switch self {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .int(let int): .number(String(int))
        case .uint(let uint): .number(String(uint))
        case .double(let double):
            double.isFinite ? .number(double.numberText) : .string(double.celText)
        case .decimal(let decimal):
            decimal.isFinite ? .number(decimal.description) : .string("NaN")
        case .string(let string): .string(string)
        case .bytes(let bytes): .string(Data(bytes).base64EncodedString())
        case .timestamp(let timestamp): .string(timestamp.rfc3339)
        case .duration(let duration): .string(duration.celText)
        case .type(let type): .string(type.celName)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let map):
            .object(map.pairs.map { JSON.Member($0.key.keyText, $0.value.json) })
        case .record(let record): record.json
        case .optional(let optional): optional.wrapped?.json ?? .null
        }
    }

    /// A map key as the name of a member.
    private var keyText: String {
        if case .string(let text) = self { return text }
        return json.description
    }
}

extension RecordValue {
    fileprivate var json: JSON {
        var members: [JSON.Member] = []
        for (slot, field) in type.fields.enumerated() {
            if let value = value(at: slot) { members.append(JSON.Member(field.name, value.json)) }
        }
        return .object(members)
    }
}

/// Decodes standard base64, with its padding or without; `nil` when it is none.
func decodeBase64(_ text: String) -> [UInt8]? {
    let missing = (4 - text.utf8.count % 4) % 4
    let complete =
        text.utf8.last == UInt8(ascii: "=") ? text : text + String(repeating: "=", count: missing)
    return Data(base64Encoded: complete).map(Array.init)
}
