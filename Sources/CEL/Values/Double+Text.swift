extension Double {
    /// Reads a number whose digits a double keeps: its shortest text is that same number. `nil` of
    /// any other.
    init?(exactly numeral: String) {
        guard let double = Double(numeral), double.isFinite else { return nil }
        let unsigned = numeral.hasPrefix("-") ? numeral.dropFirst() : numeral[...]
        guard let written = SignificantDigits(unsigned),
            written == SignificantDigits(double.magnitude.description[...])
        else { return nil }
        self = double
    }

    /// The shortest text that reads back as this number, with an exponent only below 1e-4 and from
    /// 1e21 on, as CEL prints doubles: `100`, `0.1`, `1e+21`, `NaN`, `-Infinity`.
    var celText: String {
        guard isFinite, self != 0 else { return plainText }
        let (digits, exponent) = magnitude.shortestParts
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
        let (digits, exponent) = magnitude.shortestParts
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

    /// Those of a positive number.
    private var shortestParts: (digits: String, exponent: Int) {
        let parts = SignificantDigits(description[...])
        return (parts?.digits ?? "0", parts?.exponent ?? 0)
    }
}

/// The digits of a number without a sign, from the first that is not zero to the last, and the
/// power of ten that the first stands for: equal when the numbers are. Zero has no digits.
private struct SignificantDigits: Equatable {
    let digits: String
    let exponent: Int

    /// - Parameter numeral: as JSON writes numbers, and Swift doubles.
    init?(_ numeral: Substring) {
        let parts = numeral.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first?.split(separator: ".", omittingEmptySubsequences: false),
            let whole = mantissa.first,
            let written = parts.count > 1 ? Int(parts[1]) : 0,
            (-Self.furthest...Self.furthest).contains(written)
        else { return nil }
        let all = whole + (mantissa.count > 1 ? mantissa[1] : "")
        let significant = all.drop { $0 == "0" }
        let last = significant.lastIndex { $0 != "0" }
        digits = last.map { String(significant[...$0]) } ?? ""
        exponent = digits.isEmpty ? 0 : written + whole.count - 1 - (all.count - significant.count)
    }

    /// An exponent past this is none of a number that anything holds.
    private static let furthest = 1_000_000
}
