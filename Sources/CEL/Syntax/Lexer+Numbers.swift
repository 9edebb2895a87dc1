/// Number literals: `42`, `0x2A`, `42u`, `4.2`, `.5`, `1e3`.
extension Lexer {
    mutating func number() -> Token.Kind {
        let start = position
        if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x"),
            peek(2).flatMap(hexDigit) != nil
        {
            position += 2
            skip { hexDigit($0) != nil }
            return integer(text(from: start + 2), radix: 16)
        }
        skip(isDigit)
        var isDouble = false
        if peek() == UInt8(ascii: "."), peek(1).map(isDigit) == true {
            isDouble = true
            position += 1
            skip(isDigit)
        }
        if let exponent = exponentLength() {
            isDouble = true
            position += exponent
            skip(isDigit)
        }
        if isDouble { return ended(.double(finite(text(from: start)))) }
        return integer(text(from: start), radix: 10)
    }

    private mutating func integer(_ digits: String, radix: Int) -> Token.Kind {
        let magnitude = UInt64(digits, radix: radix)
        if peek() == UInt8(ascii: "u") || peek() == UInt8(ascii: "U") {
            position += 1
            return ended(.uint(magnitude))
        }
        return ended(.int(magnitude))
    }

    /// A number that runs into a letter is a mistake, not two words.
    private mutating func ended(_ kind: Token.Kind) -> Token.Kind {
        guard let byte = peek(), isIdentifierStart(byte) else { return kind }
        skip { isIdentifierStart($0) || isDigit($0) }
        return .invalid("a number ends before a letter")
    }

    /// The length of `e`, its sign and nothing more, when an exponent stands next.
    private func exponentLength() -> Int? {
        guard peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") else { return nil }
        if peek(1).map(isDigit) == true { return 1 }
        let isSigned = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
        return isSigned && peek(2).map(isDigit) == true ? 2 : nil
    }

    private mutating func skip(_ holds: (UInt8) -> Bool) {
        while let byte = peek(), holds(byte) { position += 1 }
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func finite(_ text: String) -> Double? {
        let digits = text.hasPrefix(".") ? "0" + text : text
        return Double(digits).flatMap { $0.isFinite ? $0 : nil }
    }
}
