extension Double {
    /// The shortest text that reads back as this number, with an exponent only below 1e-4 and from
    /// 1e21 on, as CEL prints doubles: `100`, `0.1`, `1e+21`, `NaN`, `-Infinity`.
    var celText: String {
        guard isFinite, self != 0 else { return plainText }
        let (digits, exponent) = magnitude.shortestDigits
        guard exponent < -4 || exponent >= 21 else { return plainText }
        let rest = digits.dropFirst()
        let mantissa = rest.isEmpty ? "\(digits)" : "\(digits.prefix(1)).\(rest)"
        let size = padded(abs(exponent), 2)
        return "\(self < 0 ? "-" : "")\(mantissa)e\(exponent < 0 ? "-" : "+")\(size)"
    }

    /// The shortest text that reads back as this number, never with an exponent: `100`, `0.00001`.
    var plainText: String {
        guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity" }
        guard self != 0 else { return sign == .minus ? "-0" : "0" }
        let (digits, exponent) = magnitude.shortestDigits
        let sign = self < 0 ? "-" : ""
        if exponent < 0 {
            return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
        }
        let whole = exponent + 1
        if digits.count <= whole {
            return sign + digits + String(repeating: "0", count: whole - digits.count)
        }
        return "\(sign)\(digits.prefix(whole)).\(digits.dropFirst(whole))"
    }

    /// As ``celText``, and never to be taken for an integer: `100.0`.
    var numberText: String {
        let text = celText
        let isClear = text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
        return isClear ? text : text + ".0"
    }

    /// The significant digits of a positive number and the decimal exponent of the first.
    private var shortestDigits: (digits: String, exponent: Int) {
        let parts = description.split(separator: "e", maxSplits: 1)
        let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let all = String(whole) + (mantissa.count > 1 ? mantissa[1] : "")
        let significant = all.drop { $0 == "0" }
        let exponent = written + whole.count - 1 - (all.count - significant.count)
        var digits = String(significant)
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }
}
