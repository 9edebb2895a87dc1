import Foundation
import WaybillDiagnostics

/// Reads JSON as a declared type: the type decides what a number or a text means, never its
/// spelling. Reading goes on after a mistake, so that all are reported together.
struct JSONReader {
    /// Past this many mismatches nobody reads on.
    static let mostMismatches = 100

    private(set) var mismatches: [JSONMismatch] = []
    private var path: [JSONPathElement] = []

    /// Reads a value; `nil` when something in it does not fit, which is then a mismatch.
    mutating func read(_ json: JSON, as type: ValueType) -> Value? {
        switch (type, json) {
        case (.any, _), (.unknown, _), (.parameter, _): return readAny(json)
        case (.optional(let wrapped), _):
            if case .null = json { return .optional(OptionalValue(nil)) }
            return read(json, as: wrapped).map { .optional(OptionalValue($0)) }
        case (.null, .null): return .null
        case (.bool, .bool(let bool)): return .bool(bool)
        case (.list(let element), .array(let elements)): return readList(elements, of: element)
        case (.map(let key, let value), .object(let members)):
            return readMap(members, keys: key, values: value)
        case (.record(let record), .object(let members)): return readRecord(members, as: record)
        case (_, .number(let text)): return readNumber(text, as: type)
        case (_, .string(let text)): return readText(text, as: type)
        default: return mismatch(json, type)
        }
    }

    private mutating func readNumber(_ text: String, as type: ValueType) -> Value? {
        switch type {
        case .int:
            if let int = Int64(text) ?? integral(text).flatMap({ Int64($0) }) { return .int(int) }
            return report("\(text) is not a whole number that an int can hold")
        case .uint:
            if let uint = UInt64(text) ?? integral(text).flatMap({ UInt64($0) }) {
                return .uint(uint)
            }
            return report("\(text) is not a whole number from 0 that a uint can hold")
        case .double:
            if let double = Double(text), double.isFinite { return .double(double) }
            return report("\(text) is more than a double can hold")
        case .decimal:
            if let decimal = Decimal(exactly: text) { return .decimal(decimal) }
            return report("\(text) has more digits than a decimal can hold")
        default: return mismatch(.number(text), type)
        }
    }

    private mutating func readText(_ text: String, as type: ValueType) -> Value? {
        switch type {
        case .string: return .string(text)
        case .decimal:
            if let decimal = Decimal(exactly: text) { return .decimal(decimal) }
            return report(
                "\"\(clipped(text))\" \(Decimal.objection(to: text))",
                help: "write 19.99 or \"19.99\""
            )
        case .double where ["NaN", "Infinity", "-Infinity"].contains(text):
            return Double(text).map { .double($0) }
        case .timestamp:
            if let timestamp = Timestamp(rfc3339: text) { return .timestamp(timestamp) }
            return report(
                "\"\(clipped(text))\" is not a timestamp",
                help: "write date, time and zone, such as \"2026-06-01T09:30:00Z\""
            )
        case .duration:
            if let duration = Duration(text: text) { return .duration(duration) }
            return report(
                "\"\(clipped(text))\" is not a duration",
                help: "write a number and a unit, such as \"1h30m\", \"3.5s\" or \"14d\""
            )
        case .bytes:
            if let bytes = decodeBase64(text) { return .bytes(bytes) }
            return report("\"\(clipped(text))\" is not base64")
        case .enumeration(let members):
            if members.contains(where: { $0.isIdentical(to: text) }) { return .string(text) }
            let meant = closestMatch(to: text, among: members).map { "did you mean \"\($0)\"?" }
            return report(
                "\"\(clipped(text))\" is none of \(type)",
                help: meant
            )
        default: return mismatch(.string(text), type)
        }
    }

    private mutating func readList(_ elements: [JSON], of type: ValueType) -> Value? {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            path.append(.element(index))
            if let value = read(element, as: type) { values.append(value) }
            path.removeLast()
        }
        return values.count == elements.count ? .list(values) : nil
    }

    private mutating func readMap(
        _ members: [JSON.Member],
        keys: ValueType,
        values: ValueType
    ) -> Value? {
        var pairs: [(Value, Value)] = []
        for member in members {
            path.append(.member(member.name))
            if let key = readKey(member.name, as: keys), let value = read(member.value, as: values)
            {
                pairs.append((key, value))
            }
            path.removeLast()
        }
        return pairs.count == members.count ? .map(MapValue(pairs)) : nil
    }

    private mutating func readKey(_ name: String, as type: ValueType) -> Value? {
        switch type {
        case .bool where name == "true" || name == "false": .bool(name == "true")
        case .int, .uint: readNumber(name, as: type)
        case .enumeration: readText(name, as: type)
        default: .string(name)
        }
    }

    private mutating func readRecord(_ members: [JSON.Member], as type: RecordType) -> Value? {
        let before = mismatches.count
        var slots = [Value?](repeating: nil, count: type.fields.count)
        // A field under a misspelt name is not missing as well: one mistake, one finding.
        var given: Set<String> = []
        for member in members {
            given.insert(member.name)
            guard let slot = type.slot(of: member.name) else {
                if let meant = reportUnknown(member.name, in: type) { given.insert(meant) }
                continue
            }
            path.append(.member(member.name))
            slots[slot] = readField(member.value, as: type.fields[slot].type)
            path.removeLast()
        }
        for field in type.fields where !field.type.isOptional && !given.contains(field.name) {
            _ = report("`\(field.name)` is missing", help: "its type is \(field.type)")
        }
        return mismatches.count == before ? .record(RecordValue(type, slots: slots)) : nil
    }

    /// A field's value; that of an optional field is kept without its wrapping.
    private mutating func readField(_ json: JSON, as type: ValueType) -> Value? {
        guard case .optional(let wrapped) = type else { return read(json, as: type) }
        if case .null = json { return nil }
        return read(json, as: wrapped)
    }

    private mutating func readAny(_ json: JSON) -> Value? {
        switch json {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let text):
            if let number = Value(numeral: text) { return number }
            return report(
                "\(clipped(text)) is more than a double or a decimal can hold",
                help: "a text, in quotes, keeps all its digits"
            )
        case .string(let text): return .string(text)
        case .array(let elements): return readList(elements, of: .any)
        case .object(let members): return readMap(members, keys: .string, values: .any)
        }
    }

    /// Reports a field that is not of the type, and gives the name that is probably meant.
    private mutating func reportUnknown(_ name: String, in type: RecordType) -> String? {
        path.append(.member(name))
        let names = type.fields.map(\.name)
        let meant = closestMatch(to: name, among: names)
        let help = meant.map { "did you mean `\($0)`?" } ?? "the fields are \(listed(names))"
        _ = report(
            "there is no field `\(clipped(name))` in \(ValueType.record(type).briefly)",
            ofName: true,
            help: help
        )
        path.removeLast()
        return meant
    }

    private mutating func mismatch(_ json: JSON, _ type: ValueType) -> Value? {
        report("\(json.kind) stands where \(type.briefly) is expected")
    }

    private mutating func report(
        _ message: String,
        ofName: Bool = false,
        help: String? = nil
    ) -> Value? {
        if mismatches.count < Self.mostMismatches {
            mismatches.append(
                JSONMismatch(path: path, isOfName: ofName, message: message, help: help)
            )
        }
        return nil
    }
}

extension JSON {
    /// What kind of value this is, in words.
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// The integer that a number with a fraction or an exponent stands for, if it is one: `1.0`, `1e3`.
private func integral(_ text: String) -> String? {
    guard let decimal = Decimal(exactly: text) else { return nil }
    let plain = decimal.description
    return plain.contains(".") ? nil : plain
}
