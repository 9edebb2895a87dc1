/// Text and bytes literals, in one or three quotes, raw or with escapes.
extension Lexer {
    /// What stands before the quotes of a literal.
    struct StringPrefix {
        let length: Int
        let isRaw: Bool
        let isBytes: Bool
    }

    /// The prefix of the literal that stands next, or `nil` when none does.
    func stringPrefix() -> StringPrefix? {
        var length = 0
        var isRaw = false
        var isBytes = false
        if peek(length) == UInt8(ascii: "b") || peek(length) == UInt8(ascii: "B") {
            isBytes = true
            length += 1
        }
        if peek(length) == UInt8(ascii: "r") || peek(length) == UInt8(ascii: "R") {
            isRaw = true
            length += 1
        }
        guard peek(length) == UInt8(ascii: "'") || peek(length) == UInt8(ascii: "\"") else {
            return nil
        }
        return StringPrefix(length: length, isRaw: isRaw, isBytes: isBytes)
    }

    mutating func string(_ prefix: StringPrefix) -> Token.Kind {
        position += prefix.length
        guard let quote = peek() else { return .end }
        let isTriple = peek(1) == quote && peek(2) == quote
        let closing = isTriple ? 3 : 1
        position += closing
        var content: [UInt8] = []
        var mistake: String?
        while let byte = peek() {
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += closing
                if let mistake { return .invalid(mistake) }
                return literal(content, prefix)
            }
            if !isTriple, byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: "\\"), !prefix.isRaw {
                mistake = escape(prefix, into: &content) ?? mistake
            } else {
                content.append(byte)
                position += 1
            }
        }
        return .invalid(
            prefix.isBytes ? "the bytes have no closing quote" : "the text has no closing quote"
        )
    }

    private func literal(_ content: [UInt8], _ prefix: StringPrefix) -> Token.Kind {
        if prefix.isBytes { return .bytes(content) }
        return .string(String(decoding: content, as: UTF8.self))
    }

    /// Reads what stands after a backslash; says what is wrong with it, if anything.
    private mutating func escape(_ prefix: StringPrefix, into content: inout [UInt8]) -> String? {
        position += 1
        guard let byte = peek() else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return codePoint(digits: 2, radix: 16, prefix, &content)
        case UInt8(ascii: "u") where !prefix.isBytes:
            return codePoint(digits: 4, radix: 16, prefix, &content)
        case UInt8(ascii: "U") where !prefix.isBytes:
            return codePoint(digits: 8, radix: 16, prefix, &content)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            return codePoint(digits: 3, radix: 8, prefix, &content)
        default:
            guard let plain = plainEscapes[byte] else {
                return "`\\\(Unicode.Scalar(byte))` is no escape; a backslash is written `\\\\`"
            }
            content.append(plain)
            return nil
        }
    }

    /// Reads the digits of a code point, or in bytes of an octet.
    private mutating func codePoint(
        digits: Int,
        radix: Int,
        _ prefix: StringPrefix,
        _ content: inout [UInt8]
    ) -> String? {
        let end = min(position + digits, bytes.count)
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        let isComplete = text.utf8.count == digits && text.utf8.allSatisfy { hexDigit($0) != nil }
        guard isComplete, let number = UInt32(text, radix: radix) else {
            return "this escape needs \(digits) digits"
        }
        position = end
        if prefix.isBytes {
            content.append(UInt8(truncatingIfNeeded: number))
            return nil
        }
        guard let scalar = Unicode.Scalar(joinedSurrogates(number)) else {
            return "there is no such code point"
        }
        content.append(contentsOf: String(scalar).utf8)
        return nil
    }
}

extension Lexer {
    /// The code point of a surrogate pair, whose second half is read here when it stands next
    /// (cel-spec, "String and Bytes Values"); any other number as it is.
    private mutating func joinedSurrogates(_ high: UInt32) -> UInt32 {
        guard (0xD800..<0xDC00).contains(high), peek() == UInt8(ascii: "\\"),
            peek(1) == UInt8(ascii: "u"), position + 6 <= bytes.count
        else { return high }
        let digits = String(decoding: bytes[position + 2..<position + 6], as: UTF8.self)
        guard digits.utf8.allSatisfy({ hexDigit($0) != nil }), let low = UInt32(digits, radix: 16),
            (0xDC00..<0xE000).contains(low)
        else { return high }
        position += 6
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
}

/// The escapes of a single letter.
private let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "?"): 0x3F,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
]
