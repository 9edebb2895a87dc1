import Foundation

extension Decimal {
    /// Reads a decimal number of at most 38 digits exactly: an optional sign, digits with at most
    /// one point, an optional exponent. `nil` when it is something else or would be rounded.
    init?(exactly text: String) {
        guard let number = DecimalDigits(text) else { return nil }
        guard let decimal = Decimal(string: number.text) else { return nil }
        guard decimal.isFinite else { return nil }
        self = decimal
    }

    /// Why a text is not read as a decimal.
    static func objection(to text: String) -> String {
        let mantissa = text.prefix { $0 != "e" && $0 != "E" }
        let digits = mantissa.filter { $0 != "." && $0 != "-" && $0 != "+" }
        let isLong = digits.drop { $0 == "0" }.count > ExactDecimal.mostDigits
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy(isDigit)
        return isNumber && isLong
            ? "has more than \(ExactDecimal.mostDigits) digits" : "is not a decimal number"
    }
}

/// The parts of a decimal numeral, held to what ``Foundation/Decimal`` represents without loss.
private struct DecimalDigits {
    let text: String

    init?(_ source: String) {
        guard source.utf8.count <= 200 else { return nil }
        var rest = Substring(source)
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let mantissa = rest.prefix { $0 != "e" && $0 != "E" }
        let tail = rest.dropFirst(mantissa.count)
        guard let written = tail.isEmpty ? 0 : Int(tail.dropFirst()),
            (-200...200).contains(written)
        else { return nil }
        let parts = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        var digits = String(parts[0] + fraction)
        guard !parts[0].isEmpty, parts.count == 1 || !fraction.isEmpty,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        var exponent = written - fraction.count
        while digits.count > 1, digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        digits = String(digits.drop { $0 == "0" })
        guard digits.count <= ExactDecimal.mostDigits else { return nil }
        if digits.isEmpty {
            text = "0"
            return
        }
        guard ExactDecimal.exponents.contains(exponent) else { return nil }
        text = (isNegative ? "-" : "") + digits + "e\(exponent)"
    }
}
