/// Splits an expression into words (cel-spec, "Syntax"). It never fails: what is no word becomes
/// an invalid token, which the parser reports.
struct Lexer {
    /// The most bytes of a name: looking one up counts the same, however long it is.
    private static let longestName = 1_000
    private static let nameTooLong = Token.Kind.invalid("a name is longer than 1,000 characters")

    let bytes: [UInt8]
    var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All the words, the end as the last.
    static func tokens(of text: String) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    /// The byte that many places on, or `nil` past the end.
    func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func next() -> Token {
        skipSpace()
        let start = position
        guard let byte = peek() else { return Token(kind: .end, range: start..<start) }
        let kind: Token.Kind
        if let prefix = stringPrefix() {
            kind = string(prefix)
        } else if isIdentifierStart(byte) {
            kind = identifier()
        } else if isDigit(byte) || (byte == UInt8(ascii: ".") && peek(1).map(isDigit) == true) {
            kind = number()
        } else if byte == UInt8(ascii: "`") {
            kind = quotedIdentifier()
        } else {
            kind = symbol()
        }
        return Token(kind: kind, range: start..<position)
    }

    /// Steps over white space and comments.
    private mutating func skipSpace() {
        while let byte = peek() {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let byte = peek(), byte != 0x0A { _ = byte; position += 1 }
            default: return
            }
        }
    }

    private mutating func identifier() -> Token.Kind {
        let start = position
        while let byte = peek(), isIdentifierStart(byte) || isDigit(byte) { position += 1 }
        guard position - start <= Self.longestName else { return Self.nameTooLong }
        return .identifier(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func quotedIdentifier() -> Token.Kind {
        let start = position + 1
        position += 1
        while let byte = peek(), canBeQuoted(byte) { position += 1 }
        guard peek() == UInt8(ascii: "`"), position > start else {
            return .invalid(
                "a name in backticks holds letters, digits, `_`, `.`, `-`, `/` and blanks"
            )
        }
        position += 1
        guard position - start <= Self.longestName else { return Self.nameTooLong }
        return .quotedIdentifier(String(decoding: bytes[start..<position - 1], as: UTF8.self))
    }

    private mutating func symbol() -> Token.Kind {
        for length in [2, 1] where position + length <= bytes.count {
            let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
            if let symbol = Symbol(rawValue: text) {
                position += length
                return .symbol(symbol)
            }
        }
        let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
        guard let scalar = rest.unicodeScalars.first else { return .end }
        position += String(scalar).utf8.count
        return .invalid(Lexer.explanation(of: scalar))
    }

    /// What to say about a character that begins no word.
    private static func explanation(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "=": "`=` is no operator; equality is `==`"
        case "&": "`&` is no operator; and is `&&`"
        case "|": "`|` is no operator; or is `||`"
        case "“", "”", "‘", "’": "texts stand in straight quotes, 'so' or \"so\""
        default: "`\(scalar)` has no meaning here"
        }
    }
}

/// Whether a byte may begin an identifier.
func isIdentifierStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
}

/// Whether a byte may stand in a name in backticks.
func canBeQuoted(_ byte: UInt8) -> Bool {
    isIdentifierStart(byte) || isDigit(byte) || ".-/ ".utf8.contains(byte)
}

/// Whether a byte is a decimal digit.
func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
