/// Reads JSON strictly as RFC 8259 has it. Members that are doubled, nesting past
/// `maximumDepth` and texts that are not UTF-8 are errors.
struct JSONScanner {
    let bytes: [UInt8]
    var position: Int
    /// The deepest nesting read; data nested deeper is an attack or a mistake.
    private let maximumDepth: Int
    private var depth = 0

    /// A byte order mark before the document, as some editors write it, is ignored (RFC 8259, 8.1).
    init(_ bytes: [UInt8], maximumDepth: Int = 100) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes
        position = bytes.starts(with: mark) ? mark.count : 0
        self.maximumDepth = maximumDepth
    }

    /// Reads the one value of a document.
    mutating func document() throws(JSONSyntaxError) -> JSON {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error("something stands after the JSON value") }
        return value
    }

    /// Reads a value, and the white space before it.
    mutating func value() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        guard let byte = peek else { throw error("the text ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error("a value is expected here")
        }
    }

    /// Steps over white space.
    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    /// Steps over a byte when it stands next, after white space.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Reads a member's name and the colon after it.
    mutating func memberName() throws(JSONSyntaxError) -> String {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else {
            throw error("a member's name in double quotes is expected here")
        }
        let name = try string()
        guard skip(":") else { throw error("`:` is expected after a member's name") }
        return name
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    func error(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(message, at: position)
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= maximumDepth else {
            throw error("nested deeper than \(maximumDepth) levels")
        }
        position += 1
    }

    private mutating func object() throws(JSONSyntaxError) -> [JSON.Member] {
        try enter()
        defer { depth -= 1 }
        var members: [JSON.Member] = []
        var seen: Set<MapKey> = []
        if skip("}") { return [] }
        repeat {
            skipSpace()
            let start = position
            let name = try memberName()
            guard seen.insert(.text(name)).inserted else {
                throw JSONSyntaxError("`\(name)` is given twice", at: start)
            }
            members.append(JSON.Member(name, try value()))
        } while skip(",")
        guard skip("}") else { throw error("`,` or `}` is expected here") }
        return members
    }

    private mutating func array() throws(JSONSyntaxError) -> [JSON] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSON] = []
        if skip("]") { return [] }
        repeat { elements.append(try value()) } while skip(",")
        guard skip("]") else { throw error("`,` or `]` is expected here") }
        return elements
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else {
            throw error("a value is expected here")
        }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> String {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let leading = peek
        let digits = skipDigits()
        guard digits > 0 else { throw error("a digit is expected here") }
        guard leading != UInt8(ascii: "0") || digits == 1 else {
            throw JSONSyntaxError("a number does not start with 0", at: start)
        }
        if peek == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw error("a digit is expected after the point") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw error("a digit is expected in the exponent") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position - start
    }
}
