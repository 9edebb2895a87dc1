import Foundation

/// Conversions between types: `int(x)`, `string(x)`, `timestamp(x)`, …, `dyn(x)` and `type(x)`.
let conversionFunctions: [Function] = [
    Function(
        "int",
        Signature.each([.int, .uint, .double, .string, .timestamp, .decimal], giving: .int),
        .one(toInt)
    ),
    Function(
        "uint",
        Signature.each([.uint, .int, .double, .string, .decimal], giving: .uint),
        .one(toUInt)
    ),
    Function(
        "double",
        Signature.each([.double, .int, .uint, .string, .decimal], giving: .double),
        .one(toDouble)
    ),
    Function(
        "string",
        Signature.each(
            [.string, .int, .uint, .double, .bool, .bytes, .timestamp, .duration, .decimal],
            giving: .string
        ),
        .one(toString)
    ),
    Function("bytes", Signature.each([.bytes, .string], giving: .bytes), .one(toBytes)),
    Function("bool", Signature.each([.bool, .string], giving: .bool), .one(toBool)),
    Function(
        "timestamp",
        Signature.each([.timestamp, .string, .int], giving: .timestamp),
        .one(toTimestamp)
    ),
    Function(
        "duration",
        Signature.each([.duration, .string], giving: .duration),
        .one(toDuration)
    ),
    Function("dyn", [.a], .any, .one { (value, _) throws(Failure) in value }),
    Function("type", [.a], .type, .one { (value, _) throws(Failure) in .type(value.type) }),
]

@Sendable
private func toInt(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .int: return value
    case .uint(let uint):
        guard let int = Int64(exactly: uint) else { throw outOfRange("int") }
        return .int(int)
    case .double(let double):
        // Both bounds are excluded: a double there may stand for an integer past them.
        guard double > -0x1p63, double < 0x1p63 else { throw outOfRange("int") }
        return .int(Int64(double))
    case .string(let text):
        guard let int = Int64(text) else { throw unreadable(text, "int") }
        return .int(int)
    case .timestamp(let timestamp): return .int(timestamp.seconds)
    case .decimal(let decimal):
        guard let int = Int64(truncated(decimal)) else { throw outOfRange("int") }
        return .int(int)
    default: throw .noOverload("int", value)
    }
}

@Sendable
private func toUInt(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .uint: return value
    case .int(let int):
        guard let uint = UInt64(exactly: int) else { throw outOfRange("uint") }
        return .uint(uint)
    case .double(let double):
        guard double >= 0, double < 0x1p64 else { throw outOfRange("uint") }
        return .uint(UInt64(double))
    case .string(let text):
        guard text.utf8.allSatisfy(isDigit), let uint = UInt64(text) else {
            throw unreadable(text, "uint")
        }
        return .uint(uint)
    case .decimal(let decimal):
        guard let uint = UInt64(truncated(decimal)) else { throw outOfRange("uint") }
        return .uint(uint)
    default: throw .noOverload("uint", value)
    }
}

@Sendable
private func toDouble(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .double: return value
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .decimal(let decimal): return .double(Double(decimal.description) ?? .nan)
    case .string(let text):
        guard let double = readDouble(text) else { throw unreadable(text, "double") }
        return .double(double)
    default: throw .noOverload("double", value)
    }
}

@Sendable
private func toString(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .string: return value
    case .int(let int): return .string(String(int))
    case .uint(let uint): return .string(String(uint))
    case .double(let double): return .string(double.celText)
    case .bool(let bool): return .string(bool ? "true" : "false")
    case .decimal(let decimal): return .string(decimal.description)
    case .timestamp(let timestamp): return .string(timestamp.rfc3339)
    case .duration(let duration): return .string(duration.celText)
    case .bytes(let bytes):
        try meter.chargeTenths(bytes.count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("the bytes are not UTF-8")
        }
        return .string(text)
    default: throw .noOverload("string", value)
    }
}

@Sendable
private func toBytes(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .bytes: return value
    case .string(let text):
        try meter.chargeTenths(text.utf8.count)
        return .bytes(Array(text.utf8))
    default: throw .noOverload("bytes", value)
    }
}

@Sendable
private func toBool(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .bool: return value
    case .string("1"), .string("t"), .string("true"), .string("TRUE"), .string("True"):
        return .bool(true)
    case .string("0"), .string("f"), .string("false"), .string("FALSE"), .string("False"):
        return .bool(false)
    case .string(let text): throw unreadable(text, "bool")
    default: throw .noOverload("bool", value)
    }
}

@Sendable
private func toTimestamp(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .timestamp: return value
    case .int(let seconds):
        guard let timestamp = Timestamp(seconds: seconds) else { throw outOfRange("timestamp") }
        return .timestamp(timestamp)
    case .string(let text):
        guard let timestamp = Timestamp(rfc3339: text) else { throw unreadable(text, "timestamp") }
        return .timestamp(timestamp)
    default: throw .noOverload("timestamp", value)
    }
}

@Sendable
private func toDuration(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    try meter.chargeLong(value)
    switch value {
    case .duration: return value
    case .string(let text):
        guard let duration = Duration(celText: text) else { throw unreadable(text, "duration") }
        return .duration(duration)
    default: throw .noOverload("duration", value)
    }
}

/// The digits of a decimal before its point.
private func truncated(_ decimal: Decimal) -> String {
    var magnitude = decimal.magnitude
    var result = Decimal()
    NSDecimalRound(&result, &magnitude, 0, .down)
    return (decimal.isSignMinus && !result.isZero ? "-" : "") + result.description
}

/// Reads a double as Go's `ParseFloat` does, without its hexadecimal forms.
private func readDouble(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy {
        isDigit($0) || "+-.eE".utf8.contains($0)
    }
    let words = ["nan", "inf", "infinity", "+inf", "-inf", "+infinity", "-infinity"]
    guard allowed else { return words.contains(text.lowercased()) ? Double(text) : nil }
    let double = Double(text.hasSuffix(".") ? text + "0" : text)
    return double.flatMap { $0.isFinite ? $0 : nil }
}

private func outOfRange(_ type: String) -> Failure {
    Failure("the value is outside the range of \(type)")
}

private func unreadable(_ text: String, _ type: String) -> Failure {
    Failure("'\(clipped(text))' cannot be read as \(type)")
}
