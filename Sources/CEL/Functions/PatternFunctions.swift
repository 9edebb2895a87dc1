/// Functions whose second argument is a regular expression: `matches`, and `extract`,
/// `extractAll` and `replace` under `regex` (cel-go, `ext/regex.go`).
let patternFunctions: [Function] = [
    Function("matches", [.string, .string], .bool, .pattern(matches)),
    Function("matches", .member, [.string, .string], .bool, .pattern(matches)),
    Function(
        "regex.extract",
        [.string, .string],
        .optional(.string),
        .pattern(mostGroups: 1, extract)
    ),
    Function(
        "regex.extractAll",
        [.string, .string],
        .list(.string),
        .pattern(mostGroups: 1, extractAll)
    ),
    Function("regex.replace", [.string, .string, .string], .string, .pattern(replace)),
    Function("regex.replace", [.string, .string, .string, .int], .string, .pattern(replace)),
]

@Sendable
private func matches(
    _ expression: RegularExpression,
    _ value: Value,
    _ rest: [Value],
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let text) = value else { throw .noOverload("matches", value, .string("")) }
    try charge(search: expression, in: text, &meter)
    return .bool(expression.matches(text))
}

@Sendable
private func extract(
    _ expression: RegularExpression,
    _ value: Value,
    _ rest: [Value],
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let text) = value else {
        throw .noOverload("regex.extract", value, .string(""))
    }
    try charge(search: expression, in: text, &meter)
    let bytes = Array(text.utf8)
    let found = expression.firstMatch(in: bytes, from: 0).flatMap { extracted($0, from: bytes) }
    return .optional(OptionalValue(found.map { .string($0) }))
}

@Sendable
private func extractAll(
    _ expression: RegularExpression,
    _ value: Value,
    _ rest: [Value],
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let text) = value else {
        throw .noOverload("regex.extractAll", value, .string(""))
    }
    try charge(search: expression, in: text, &meter)
    try meter.charge(10)
    let bytes = Array(text.utf8)
    var parts: [Value] = []
    try forEachMatch(of: expression, in: bytes, &meter) { (match, _) throws(Failure) in
        if let part = extracted(match, from: bytes) { parts.append(.string(part)) }
        return true
    }
    return .list(parts)
}

/// What a match stands for: its group if the pattern has one, and nothing if that is empty.
private func extracted(_ match: RegularExpression.Match, from bytes: [UInt8]) -> String? {
    guard match.count > 1 else {
        return match[0].map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    guard let group = match[1], !group.isEmpty else { return nil }
    return String(decoding: bytes[group], as: UTF8.self)
}

@Sendable
private func replace(
    _ expression: RegularExpression,
    _ value: Value,
    _ rest: [Value],
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let text) = value, case .string(let new) = rest.first,
        case .int(let limit) = rest.count == 1 ? .int(-1) : rest[1]
    else { throw .noOverload("regex.replace", [value, .string("")] + rest) }
    if limit == 0 { return .string(text) }
    try charge(search: expression, in: text, &meter)
    let bytes = Array(text.utf8)
    var replacement: Replacement?
    var result: [UInt8] = []
    var start = 0
    var replaced: Int64 = 0
    try forEachMatch(of: expression, in: bytes, &meter) { (match, meter) throws(Failure) in
        guard let whole = match[0] else { return false }
        // A replacement that is not valid matters only where it is used, as in cel-go.
        let parts: Replacement
        if let replacement {
            parts = replacement
        } else {
            parts = try Replacement(new, groupCount: expression.groupCount)
        }
        replacement = parts
        let size = result.count
        result += bytes[start..<whole.lowerBound]
        parts.write(match, of: bytes, to: &result)
        try meter.chargeTenths(result.count - size)
        start = whole.upperBound
        replaced += 1
        return limit < 0 || replaced < limit
    }
    return .string(String(decoding: result + bytes[start...], as: UTF8.self))
}

/// Counts going through a text with a pattern.
private func charge(
    search expression: RegularExpression,
    in text: String,
    _ meter: inout Meter
) throws(Failure) {
    try meter.charge((text.utf8.count / 10 + 1) * expression.costFactor)
}

/// Calls a function for each match, none of which overlap, until it says that it has seen enough.
/// An empty match right after another is none.
///
/// A match may have looked at all of the rest, so that all of them may take time that grows with
/// the square of the text: each counts a hundredth of a unit for each character left.
private func forEachMatch(
    of expression: RegularExpression,
    in bytes: [UInt8],
    _ meter: inout Meter,
    _ body: (RegularExpression.Match, inout Meter) throws(Failure) -> Bool
) throws(Failure) {
    var start = 0
    var end: Int?
    while start <= bytes.count, let match = expression.firstMatch(in: bytes, from: start),
        let whole = match[0]
    {
        try meter.charge(1)
        try meter.chargeTenths((bytes.count - start) * expression.costFactor / 10)
        if !whole.isEmpty || whole.lowerBound != end {
            guard try body(match, &meter) else { return }
        }
        end = whole.upperBound
        start = whole.isEmpty ? scalarEnd(in: bytes, after: whole.upperBound) : whole.upperBound
    }
}

/// The offset after the code point that starts at an offset.
private func scalarEnd(in bytes: [UInt8], after start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
}

/// What matches are replaced with: text, and the groups that `\1` to `\9` stand for.
private struct Replacement {
    private enum Part {
        case byte(UInt8)
        case group(Int)
    }

    private var parts: [Part] = []

    init(_ text: String, groupCount: Int) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                parts.append(.byte(byte))
                continue
            }
            guard let escaped = rest.popFirst(), escaped == byte || isDigit(escaped) else {
                throw Failure(
                    "in the replacement '\(clipped(text))' a `\\` stands before neither a digit nor `\\`"
                )
            }
            guard isDigit(escaped) else {
                parts.append(.byte(byte))
                continue
            }
            let group = Int(escaped - UInt8(ascii: "0"))
            guard group <= groupCount else {
                throw Failure(
                    "the replacement has `\\\(group)`, but the pattern has \(groupCount) groups"
                )
            }
            parts.append(.group(group))
        }
    }

    /// Appends what stands for a match.
    func write(
        _ match: RegularExpression.Match,
        of bytes: [UInt8],
        to result: inout [UInt8]
    ) {
        for part in parts {
            switch part {
            case .byte(let byte): result.append(byte)
            case .group(let index):
                if index < match.count, let range = match[index] { result += bytes[range] }
            }
        }
    }
}
