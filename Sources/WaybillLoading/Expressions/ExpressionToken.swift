/// A token of a CEL expression, as far as loading needs to see inside one: to find where `${ … }`
/// ends, which variables are named, and whether the rules of a route leave a gap. Whether the
/// expression is right is for CEL to say.
struct ExpressionToken: Sendable {
    enum Kind: Sendable {
        case identifier
        case string
        case number
        case symbol
    }

    let kind: Kind
    /// UTF-8 offsets in the scanned text.
    let range: Range<Int>
    let text: String
}

/// Cuts CEL text into tokens. It never fails: what it does not know is a symbol.
struct ExpressionScanner {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// All tokens of a text.
    static func tokens(of text: String) -> [ExpressionToken] {
        var scanner = ExpressionScanner(Array(text.utf8))
        var tokens: [ExpressionToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }

    /// The offset of the `}` that closes the brace which opened just before the position; `nil`
    /// when there is none.
    static func closingBrace(in bytes: [UInt8], from position: Int) -> Int? {
        var scanner = ExpressionScanner(bytes, from: position)
        var depth = 0
        while let token = scanner.next() {
            if token.kind != .symbol { continue }
            if token.text == "{" { depth += 1 }
            if token.text == "}" {
                if depth == 0 { return token.range.lowerBound }
                depth -= 1
            }
        }
        return nil
    }

    mutating func next() -> ExpressionToken? {
        skipSpaceAndComments()
        guard let byte = peek() else { return nil }
        let start = position
        if Identifier.isStart(byte) {
            while let part = peek(), Identifier.isPart(part) { position += 1 }
            let isPrefix = position - start <= 2 && isStringPrefix(start..<position)
            guard isPrefix, let quote = peek(), isQuote(quote) else {
                return token(.identifier, from: start)
            }
            let isRaw = bytes[start..<position].contains { $0 | 0x20 == UInt8(ascii: "r") }
            skipString(quote, isRaw: isRaw)
            return token(.string, from: start)
        }
        if isQuote(byte) {
            skipString(byte, isRaw: false)
            return token(.string, from: start)
        }
        if Identifier.isDigit(byte) {
            while let part = peek(), Identifier.isPart(part) || part == UInt8(ascii: ".") {
                position += 1
            }
            return token(.number, from: start)
        }
        position += isPair(byte, peek(1)) ? 2 : 1
        return token(.symbol, from: start)
    }

    private func token(_ kind: ExpressionToken.Kind, from start: Int) -> ExpressionToken {
        ExpressionToken(
            kind: kind,
            range: start..<position,
            text: String(decoding: bytes[start..<position], as: UTF8.self)
        )
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func skipSpaceAndComments() {
        while let byte = peek() {
            if [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == byte {
                while let inside = peek(), inside != 0x0A { position += 1 }
            } else {
                return
            }
        }
    }

    private mutating func skipString(_ quote: UInt8, isRaw: Bool) {
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), !isRaw {
                position = min(position + 2, bytes.count)
            } else if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                return
            } else {
                position += 1
            }
        }
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }

    private func isStringPrefix(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { [UInt8(ascii: "r"), UInt8(ascii: "b")].contains($0 | 0x20) }
    }

    /// Whether two bytes make one operator.
    private func isPair(_ first: UInt8, _ second: UInt8?) -> Bool {
        guard let second else { return false }
        let pair = String(decoding: [first, second], as: UTF8.self)
        return ["==", "!=", "<=", ">=", "&&", "||", ".?"].contains(pair)
    }
}
