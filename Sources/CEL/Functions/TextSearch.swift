/// Functions that look for one text in another: `contains`, `indexOf`, `replace`, `split`, …
let textSearchFunctions: [Function] = [
    Function("contains", .member, [.string, .string], .bool, .two(containsText)),
    Function("startsWith", .member, [.string, .string], .bool, .two(startsWith)),
    Function("endsWith", .member, [.string, .string], .bool, .two(endsWith)),
    Function(
        "indexOf",
        .member,
        [.string, .string],
        .int,
        .two { (value, part, meter) throws(Failure) in
            try indexOf(value, part, .int(0), &meter)
        }
    ),
    Function("indexOf", .member, [.string, .string, .int], .int, .three(indexOf)),
    Function(
        "lastIndexOf",
        .member,
        [.string, .string],
        .int,
        .two { (value, part, meter) throws(Failure) in
            try lastIndexOf(value, part, nil, &meter)
        }
    ),
    Function(
        "lastIndexOf",
        .member,
        [.string, .string, .int],
        .int,
        .three { (value, part, start, meter) throws(Failure) in
            try lastIndexOf(value, part, start, &meter)
        }
    ),
    Function(
        "replace",
        .member,
        [.string, .string, .string],
        .string,
        .three { (value, old, new, meter) throws(Failure) in
            try replace([value, old, new, .int(-1)], &meter)
        }
    ),
    Function("replace", .member, [.string, .string, .string, .int], .string, .any(replace)),
    Function(
        "split",
        .member,
        [.string, .string],
        .list(.string),
        .two { (value, separator, meter) throws(Failure) in
            try split(value, separator, .int(-1), &meter)
        }
    ),
    Function("split", .member, [.string, .string, .int], .list(.string), .three(split)),
    Function(
        "join",
        .member,
        [.list(.string)],
        .string,
        .one { (value, meter) throws(Failure) in try join(value, .string(""), &meter) }
    ),
    Function("join", .member, [.list(.string), .string], .string, .two(join)),
]

/// Counts a search, whose work is at most the product of both sizes.
private func charge(
    search part: Int,
    in whole: Int,
    _ meter: inout Meter
) throws(Failure) {
    let (product, overflow) = max(1, whole).multipliedReportingOverflow(by: max(1, part))
    try meter.chargeTenths(overflow ? Int.max / 4 : product)
}

/// The offset of a part in a sequence from a start on, or `nil`.
private func find<T: Equatable>(_ part: [T], in whole: [T], from start: Int) -> Int? {
    guard part.count <= whole.count, start <= whole.count - part.count else { return nil }
    guard let first = part.first else { return start }
    for offset in start...(whole.count - part.count)
    where whole[offset] == first && whole[offset..<offset + part.count].elementsEqual(part) {
        return offset
    }
    return nil
}

@Sendable
private func containsText(
    _ value: Value,
    _ part: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let whole) = value, case .string(let part) = part else {
        throw .noOverload("contains", value, part)
    }
    try charge(search: part.utf8.count, in: whole.utf8.count, &meter)
    return .bool(find(Array(part.utf8), in: Array(whole.utf8), from: 0) != nil)
}

@Sendable
private func startsWith(
    _ value: Value,
    _ part: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let whole) = value, case .string(let part) = part else {
        throw .noOverload("startsWith", value, part)
    }
    try meter.chargeTenths(part.utf8.count)
    return .bool(whole.utf8.starts(with: part.utf8))
}

@Sendable
private func endsWith(_ value: Value, _ part: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    guard case .string(let whole) = value, case .string(let part) = part else {
        throw .noOverload("endsWith", value, part)
    }
    try meter.chargeTenths(part.utf8.count)
    return .bool(whole.utf8.reversed().starts(with: part.utf8.reversed()))
}

@Sendable
private func indexOf(
    _ value: Value,
    _ part: Value,
    _ start: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let whole) = value, case .string(let part) = part,
        case .int(let start) = start
    else { throw .noOverload("indexOf", value, part, start) }
    let scalars = try scalars(whole, &meter)
    let searched = Array(part.unicodeScalars)
    let from = try position(start, in: scalars.count)
    try charge(search: searched.count, in: scalars.count, &meter)
    return .int(Int64(find(searched, in: scalars, from: from) ?? -1))
}

private func lastIndexOf(
    _ value: Value,
    _ part: Value,
    _ start: Value?,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let whole) = value, case .string(let part) = part else {
        throw .noOverload("lastIndexOf", value, part)
    }
    let scalars = try scalars(whole, &meter)
    let searched = Array(part.unicodeScalars)
    try charge(search: searched.count, in: scalars.count, &meter)
    var last = scalars.count - searched.count
    if let start {
        guard case .int(let start) = start else { throw .noOverload("lastIndexOf", value, start) }
        last = min(last, try position(start, in: scalars.count))
    }
    while last >= 0 {
        if scalars[last..<last + searched.count].elementsEqual(searched) { break }
        last -= 1
    }
    return .int(Int64(max(last, -1)))
}

@Sendable
private func replace(_ arguments: [Value], _ meter: inout Meter) throws(Failure) -> Value {
    guard arguments.count == 4, case .string(let whole) = arguments[0],
        case .string(let old) = arguments[1], case .string(let new) = arguments[2],
        case .int(let limit) = arguments[3]
    else { throw .noOverload("replace", arguments) }
    let scalars = try scalars(whole, &meter)
    let searched = Array(old.unicodeScalars)
    try charge(search: searched.count, in: scalars.count, &meter)
    let replacement = Array(new.unicodeScalars)
    var result: [Unicode.Scalar] = []
    var rest = 0
    var replaced: Int64 = 0
    while limit < 0 || replaced < limit {
        // An empty text is found once before each code point and once at the end.
        let from = searched.isEmpty && replaced > 0 ? rest + 1 : rest
        guard from <= scalars.count, let found = find(searched, in: scalars, from: from) else {
            break
        }
        try meter.chargeTenths(replacement.count + found - rest)
        result += scalars[rest..<found] + replacement
        rest = found + searched.count
        replaced += 1
    }
    return text(result + scalars[rest...])
}

@Sendable
private func split(
    _ value: Value,
    _ separator: Value,
    _ limit: Value,
    _ meter: inout Meter
) throws(Failure) -> Value {
    guard case .string(let whole) = value, case .string(let separator) = separator,
        case .int(let limit) = limit
    else { throw .noOverload("split", value, separator, limit) }
    let scalars = try scalars(whole, &meter)
    let searched = Array(separator.unicodeScalars)
    try charge(search: searched.count, in: scalars.count, &meter)
    if limit == 0 { return .list([]) }
    var parts: [Value] = []
    var rest = 0
    while limit < 0 || parts.count + 1 < limit {
        let from = searched.isEmpty ? rest + 1 : rest
        guard from <= scalars.count, let found = find(searched, in: scalars, from: from),
            !searched.isEmpty || found < scalars.count
        else { break }
        try meter.charge(1)
        parts.append(text(scalars[rest..<found]))
        rest = found + searched.count
    }
    if searched.isEmpty, scalars.isEmpty { return .list([]) }
    return .list(parts + [text(scalars[rest...])])
}

@Sendable
private func join(_ value: Value, _ separator: Value, _ meter: inout Meter) throws(Failure) -> Value
{
    guard case .list(let elements) = value, case .string(let separator) = separator else {
        throw .noOverload("join", value, separator)
    }
    var result = ""
    for (index, element) in elements.enumerated() {
        guard case .string(let part) = element else { throw .noOverload("join", element) }
        try meter.chargeTenths(part.utf8.count + separator.utf8.count)
        if index > 0 { result += separator }
        result += part
    }
    return .string(result)
}
