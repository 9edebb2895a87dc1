/// How YAML 1.2's core schema reads plain scalars (YAML 1.2.2 §10.3.2).
enum CoreSchema {
    /// The meaning of a plain scalar.
    static func resolve(_ text: String) -> YAMLScalar.Resolved {
        guard let first = text.utf8.first else { return .null }
        // Most scalars are texts, which their first byte tells.
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            return word(text)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39:
            if isInteger(text) { return .integer(text) }
            return isFloat(text) ? .float(text) : .string
        default: return .string
        }
    }

    private static func word(_ text: String) -> YAMLScalar.Resolved {
        switch text {
        case "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: .string
        }
    }

    /// `[-+]? [0-9]+`, `0o [0-7]+` or `0x [0-9a-fA-F]+`.
    private static func isInteger(_ text: String) -> Bool {
        if text.hasPrefix("0o") {
            return isAll(text.utf8.dropFirst(2)) { (0x30...0x37).contains($0) }
        }
        if text.hasPrefix("0x") { return isAll(text.utf8.dropFirst(2), isHexDigit) }
        return isAll(withoutSign(text), isDigit)
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, an infinity, or no
    /// number.
    private static func isFloat(_ text: String) -> Bool {
        if [".nan", ".NaN", ".NAN"].contains(text) { return true }
        var rest = withoutSign(text)
        if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) {
            return true
        }
        let whole = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(whole)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(fraction)
        }
        guard whole + fraction > 0 else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
        }
        return isAll(rest, isDigit)
    }

    private static func withoutSign(_ text: String) -> Substring.UTF8View {
        let utf8 = text[...].utf8
        let isSigned = utf8.first == UInt8(ascii: "+") || utf8.first == UInt8(ascii: "-")
        return isSigned ? utf8.dropFirst() : utf8
    }

    /// Whether there is at least one byte and all are of a kind.
    private static func isAll(_ bytes: Substring.UTF8View, _ holds: (UInt8) -> Bool) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(holds)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
