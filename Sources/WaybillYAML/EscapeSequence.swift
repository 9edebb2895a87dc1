/// An escape of a double-quoted scalar (YAML 1.2.2 §5.7).
struct EscapeSequence {
    /// The UTF-8 it stands for.
    let decoded: [UInt8]
    /// How many bytes it takes in the file, the backslash included.
    let length: Int

    /// Reads the escape whose backslash is at `offset`. What is no escape stands for itself: libyaml
    /// has already refused it.
    init(in bytes: [UInt8], at offset: Int, end: Int) {
        guard offset + 1 < end else {
            self.init(decoded: [UInt8(ascii: "\\")], length: 1)
            return
        }
        let letter = bytes[offset + 1]
        if let digits = Self.hexDigits[letter] {
            let last = min(offset + 2 + digits, end)
            let text = String(decoding: bytes[(offset + 2)..<last], as: UTF8.self)
            let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
            self.init(decoded: Array(String(scalar).utf8), length: last - offset)
        } else if let text = Self.named[letter] {
            self.init(decoded: Array(text.utf8), length: 2)
        } else {
            self.init(decoded: [letter], length: 2)
        }
    }

    private init(decoded: [UInt8], length: Int) {
        self.decoded = decoded
        self.length = length
    }

    /// How many hexadecimal digits follow a letter.
    private static let hexDigits: [UInt8: Int] = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
    ]

    private static let named: [UInt8: String] = [
        UInt8(ascii: "0"): "\0",
        UInt8(ascii: "a"): "\u{07}",
        UInt8(ascii: "b"): "\u{08}",
        UInt8(ascii: "t"): "\t",
        UInt8(ascii: "\t"): "\t",
        UInt8(ascii: "n"): "\n",
        UInt8(ascii: "v"): "\u{0B}",
        UInt8(ascii: "f"): "\u{0C}",
        UInt8(ascii: "r"): "\r",
        UInt8(ascii: "e"): "\u{1B}",
        UInt8(ascii: "N"): "\u{85}",
        UInt8(ascii: "_"): "\u{A0}",
        UInt8(ascii: "L"): "\u{2028}",
        UInt8(ascii: "P"): "\u{2029}",
    ]
}
