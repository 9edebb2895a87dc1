import Foundation

/// `'%s'.format([x])` and `strings.quote`.
let formatFunctions: [Function] = [
    Function("format", .member, [.string, .list(.any)], .string, .two(format)),
    Function("strings.quote", [.string], .string, .one(quote)),
]

@Sendable
private func quote(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let text) = value else { throw .noOverload("strings.quote", value) }
    try meter.chargeTenths(text.utf8.count)
    let escapes: [Unicode.Scalar: String] = [
        "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
        "\u{0B}": "\\v", "\\": "\\\\", "\"": "\\\"",
    ]
    let quoted = text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
    return .string("\"\(quoted)\"")
}

@Sendable
private func format(_ value: Value, _ arguments: Value, _ meter: inout Meter) throws(Failure)
    -> Value
{
    guard case .string(let template) = value, case .list(let arguments) = arguments else {
        throw .noOverload("format", value, arguments)
    }
    try meter.chargeTenths(template.utf8.count)
    var formatter = Formatter(arguments: arguments)
    try formatter.format(Array(template.unicodeScalars), &meter)
    return .string(formatter.output)
}

/// Puts arguments into a template (cel-go, `ext/strings.go`, version 4).
private struct Formatter {
    let arguments: [Value]
    var used = 0
    var output = ""

    init(arguments: [Value]) { self.arguments = arguments }

    mutating func format(_ template: [Unicode.Scalar], _ meter: inout Meter) throws(Failure) {
        var rest = template[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                output.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == "%" {
                rest = rest.dropFirst()
                output += "%"
                continue
            }
            let precision = try precision(&rest)
            guard let clause = rest.popFirst() else { throw Failure("unexpected end of string") }
            guard used < arguments.count else { throw Failure("index \(used) out of range") }
            let written = try text(arguments[used], as: clause, precision, &meter)
            try meter.chargeTenths(written.utf8.count)
            output += written
            used += 1
        }
    }

    private func precision(_ rest: inout ArraySlice<Unicode.Scalar>) throws(Failure) -> Int? {
        guard rest.first == "." else { return nil }
        rest = rest.dropFirst()
        var digits = ""
        while let scalar = rest.first, scalar.properties.numericType == .decimal, scalar.isASCII {
            digits.unicodeScalars.append(scalar)
            rest = rest.dropFirst()
        }
        guard let precision = Int(digits), precision <= 1_000 else {
            throw Failure("could not parse formatting clause: precision")
        }
        return precision
    }

    private func text(
        _ value: Value,
        as clause: Unicode.Scalar,
        _ precision: Int?,
        _ meter: inout Meter
    ) throws(Failure) -> String {
        switch clause {
        case "s": return try plainText(value, &meter)
        case "d": return try decimalText(value)
        case "f": return try fixedText(value, precision ?? 6)
        case "e": return try scientificText(value, precision ?? 6)
        case "b": return try radixText(value, 2, "binary")
        case "o": return try radixText(value, 8, "octal")
        case "x": return try hexText(value)
        case "X": return try hexText(value).uppercased()
        default:
            throw Failure(
                "could not parse formatting clause: unrecognized formatting clause \"\(clause)\""
            )
        }
    }
}

/// `%s`: any value but an optional one.
private func plainText(_ value: Value, _ meter: inout Meter) throws(Failure) -> String {
    try meter.charge(1)
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .double(let double): return double.plainText
    case .decimal(let decimal): return decimal.description
    case .string(let text):
        try meter.chargeTenths(text.utf8.count)
        return text
    case .bytes(let bytes):
        try meter.chargeTenths(bytes.count)
        return text(repairing: bytes)
    case .timestamp(let moment): return moment.rfc3339
    case .duration(let duration): return duration.celText
    case .type(let type): return type.celName
    case .list(let elements):
        var texts: [String] = []
        for element in elements { texts.append(try plainText(element, &meter)) }
        return "[\(texts.joined(separator: ", "))]"
    case .map(let map): return try plainText(entries: map.pairs, &meter)
    case .record(let record):
        var fields: [(key: Value, value: Value)] = []
        for (slot, field) in record.type.fields.enumerated() {
            if let value = record.value(at: slot) { fields.append((.string(field.name), value)) }
        }
        return try plainText(entries: fields, &meter)
    case .optional: throw .noOverload("%s", value)
    }
}

/// The entries of a map or the fields of a record, in the order of their keys' texts.
private func plainText(
    entries: [(key: Value, value: Value)],
    _ meter: inout Meter
) throws(Failure) -> String {
    var texts: [(key: String, text: String)] = []
    for entry in entries {
        let key = try plainText(entry.key, &meter)
        texts.append((key, "\(key): \(try plainText(entry.value, &meter))"))
    }
    let sorted = texts.sorted { $0.key.precedes($1.key) }
    return "{\(sorted.map(\.text).joined(separator: ", "))}"
}

/// Bytes as a text, each run of what is no UTF-8 as one U+FFFD (cel-spec, `extensions/strings.md`).
private func text(repairing bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var decoder = Unicode.UTF8()
    var rest = bytes.makeIterator()
    var wasInvalid = false
    while true {
        switch decoder.decode(&rest) {
        case .scalarValue(let scalar):
            text.append(scalar)
            wasInvalid = false
        case .error:
            if !wasInvalid { text.append("\u{FFFD}") }
            wasInvalid = true
        case .emptyInput: return String(text)
        }
    }
}

/// `%d`: numbers.
private func decimalText(_ value: Value) throws(Failure) -> String {
    switch value {
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .decimal(let decimal): return decimal.description
    case .double(let double): return double.plainText
    default:
        throw Failure(
            "decimal clause can only be used on numbers, was given \(value.type.celName)"
        )
    }
}

/// The number that `%f` and `%e` write.
private func number(_ value: Value, _ clause: String) throws(Failure) -> Double {
    switch value {
    case .double(let double): return double
    case .int(let int): return Double(int)
    case .uint(let uint): return Double(uint)
    case .decimal(let decimal): return Double(decimal.description) ?? .nan
    default:
        throw Failure(
            "\(clause) clause can only be used on numbers, was given \(value.type.celName)"
        )
    }
}

/// `%f`; a decimal keeps its digits, rounded half to even.
private func fixedText(_ value: Value, _ precision: Int) throws(Failure) -> String {
    if case .decimal(var decimal) = value {
        var rounded = Decimal()
        NSDecimalRound(&rounded, &decimal, min(precision, 38), .bankers)
        let parts = rounded.description.split(separator: ".", maxSplits: 1)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard precision > 0 else { return String(parts[0]) }
        return parts[0] + "." + fraction
            + String(repeating: "0", count: max(0, precision - fraction.count))
    }
    let double = try number(value, "fixed-point")
    guard double.isFinite else { return double.celText }
    return String(format: "%.\(precision)f", double)
}

/// `%e`.
private func scientificText(_ value: Value, _ precision: Int) throws(Failure) -> String {
    let double = try number(value, "scientific")
    guard double.isFinite else { return double.celText }
    return String(format: "%.\(precision)e", double)
}

/// `%b` and `%o`.
private func radixText(_ value: Value, _ radix: Int, _ name: String) throws(Failure) -> String {
    switch value {
    case .int(let int): return String(int, radix: radix)
    case .uint(let uint): return String(uint, radix: radix)
    case .bool(let bool) where radix == 2: return bool ? "1" : "0"
    default:
        throw Failure(
            "\(name) clause can only be used on integers, was given \(value.type.celName)"
        )
    }
}

/// `%x`: integers, and the bytes of texts.
private func hexText(_ value: Value) throws(Failure) -> String {
    switch value {
    case .int(let int): return String(int, radix: 16)
    case .uint(let uint): return String(uint, radix: 16)
    case .string(let text): return hexText(Array(text.utf8))
    case .bytes(let bytes): return hexText(bytes)
    default:
        let given = value.type.celName
        throw Failure(
            "only integers, byte buffers, and strings can be formatted as hex, was given \(given)"
        )
    }
}

private func hexText(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
