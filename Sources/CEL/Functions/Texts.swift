/// Functions of texts that look at or change them by code points: `size`, `charAt`, `substring`,
/// `trim`, `replace`, `split`, `join`, …
let textFunctions: [Function] = [
    Function("size", sizes, .one(size)),
    Function("size", .member, sizes, .one(size)),
    Function("charAt", .member, [.string, .int], .string, .two(charAt)),
    Function("lowerAscii", .member, [.string], .string, .one(lowerAscii)),
    Function("upperAscii", .member, [.string], .string, .one(upperAscii)),
    Function("trim", .member, [.string], .string, .one(trim)),
    Function("substring", .member, [.string, .int], .string, .two(suffix)),
    Function("substring", .member, [.string, .int, .int], .string, .three(substring)),
    Function(
        "reverse",
        .member,
        [Signature([.string], .string), Signature([.list(.a)], .list(.a))],
        .one(reverse)
    ),
]

private let sizes = Signature.each(
    [.string, .bytes, .list(.a), .map(key: .a, value: .b)],
    giving: .int
)

@Sendable
private func size(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .string(let text):
        try meter.chargeTenths(text.utf8.count)
        return .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let elements): return .int(Int64(elements.count))
    case .map(let map): return .int(Int64(map.count))
    default: throw .noOverload("size", value)
    }
}

/// The code points of a text, paid for.
func scalars(
    _ text: String,
    _ meter: inout Meter
) throws(Failure) -> [Unicode.Scalar] {
    try meter.chargeTenths(text.utf8.count)
    return Array(text.unicodeScalars)
}

/// A text of code points.
func text(_ scalars: some Sequence<Unicode.Scalar>) -> Value {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return .string(String(view))
}

/// A position in a text of that many code points, from 0 to its end.
func position(_ index: Int64, in count: Int) throws(Failure) -> Int {
    guard index >= 0, index <= Int64(count) else { throw Failure("index out of range: \(index)") }
    return Int(index)
}

@Sendable
private func charAt(_ value: Value, _ index: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let string) = value, case .int(let index) = index else {
        throw .noOverload("charAt", value, index)
    }
    let scalars = try scalars(string, &meter)
    let position = try position(index, in: scalars.count)
    return text(scalars[position..<min(position + 1, scalars.count)])
}

@Sendable
private func lowerAscii(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let string) = value else { throw .noOverload("lowerAscii", value) }
    try meter.chargeTenths(string.utf8.count)
    let bytes = string.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    return .string(String(decoding: bytes, as: UTF8.self))
}

@Sendable
private func upperAscii(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let string) = value else { throw .noOverload("upperAscii", value) }
    try meter.chargeTenths(string.utf8.count)
    let bytes = string.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    return .string(String(decoding: bytes, as: UTF8.self))
}

@Sendable
private func trim(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let string) = value else { throw .noOverload("trim", value) }
    let scalars = try scalars(string, &meter)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    let end = (scalars.lastIndex { !$0.properties.isWhitespace } ?? start - 1) + 1
    return text(scalars[start..<max(start, end)])
}

@Sendable
private func suffix(_ value: Value, _ start: Value, _ meter: inout Meter) throws(Failure) -> Value {
    guard case .string(let string) = value, case .int(let start) = start else {
        throw .noOverload("substring", value, start)
    }
    let scalars = try scalars(string, &meter)
    return text(scalars[try position(start, in: scalars.count)...])
}

@Sendable
private func substring(
    _ value: Value,
    _ start: Value,
    _ end: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let string) = value, case .int(let start) = start, case .int(let end) = end
    else { throw .noOverload("substring", value, start, end) }
    let scalars = try scalars(string, &meter)
    guard start <= end else {
        throw Failure("invalid substring range. start: \(start), end: \(end)")
    }
    let upper = try position(end, in: scalars.count)
    return text(scalars[try position(start, in: scalars.count)..<upper])
}

@Sendable
private func reverse(_ value: Value, _ meter: inout Meter) throws(Failure) -> Value {
    switch value {
    case .string(let string): return text(try scalars(string, &meter).reversed())
    case .list(let elements):
        try meter.chargeElements(elements.count)
        return .list(elements.reversed())
    default: throw .noOverload("reverse", value)
    }
}
