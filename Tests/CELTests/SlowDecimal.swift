import TestSupport

/// A decimal number as a list of its digits, computed as on paper: what the fast arithmetic is held
/// against.
struct SlowDecimal: CustomStringConvertible {
    var isNegative = false
    /// From the last to the first.
    var digits: [Int]
    var exponent: Int

    var isZero: Bool { digits.allSatisfy { $0 == 0 } }

    var description: String {
        let written = digits.reversed().map(String.init).joined()
        return "\(isNegative ? "-" : "")\(written)e\(exponent)"
    }

    /// A number of at most 38 digits, often such as is rounded at a half.
    static func random(
        _ exponents: ClosedRange<Int>,
        using random: inout SeededRandom
    ) -> SlowDecimal {
        var digits = (0..<Int.random(in: 1...38, using: &random)).map { _ in
            Int.random(in: 0...9, using: &random)
        }
        switch Int.random(in: 0...5, using: &random) {
        case 0: digits = digits.map { _ in 9 }
        case 1: digits = [5] + digits.dropLast().map { _ in 0 }
        case 2: digits[0] = 5
        default: break
        }
        return SlowDecimal(
            isNegative: Bool.random(using: &random),
            digits: digits,
            exponent: Int.random(in: exponents, using: &random)
        )
    }

    /// The exact result, rounded to 38 digits, half to even.
    func result(of operation: String, with other: SlowDecimal) -> SlowDecimal {
        switch operation {
        case "+": adding(other).rounded(keeping: 38, "half_even")
        case "-": adding(other.negated).rounded(keeping: 38, "half_even")
        case "*": multiplied(by: other).rounded(keeping: 38, "half_even")
        default: divided(by: other).rounded(keeping: 38, "half_even")
        }
    }

    func rounded(to places: Int, _ mode: String) -> SlowDecimal {
        dropping(max(0, -places - exponent), mode)
    }

    private var negated: SlowDecimal {
        SlowDecimal(isNegative: !isNegative, digits: digits, exponent: exponent)
    }

    private func adding(_ other: SlowDecimal) -> SlowDecimal {
        let last = min(exponent, other.exponent)
        let (left, right) = (scaled(to: last), other.scaled(to: last))
        let count = max(left.count, right.count) + 1
        var columns = (0..<count).map { index in
            (index < left.count ? left[index] : 0) * (isNegative ? -1 : 1)
                + (index < right.count ? right[index] : 0) * (other.isNegative ? -1 : 1)
        }
        let isBelowZero = (columns.last { $0 != 0 } ?? 0) < 0
        if isBelowZero { columns = columns.map { -$0 } }
        return SlowDecimal(isNegative: isBelowZero, digits: carried(columns), exponent: last)
    }

    private func multiplied(by other: SlowDecimal) -> SlowDecimal {
        var columns = [Int](repeating: 0, count: digits.count + other.digits.count)
        for (place, digit) in digits.enumerated() {
            for (otherPlace, otherDigit) in other.digits.enumerated() {
                columns[place + otherPlace] += digit * otherDigit
            }
        }
        return SlowDecimal(
            isNegative: isNegative != other.isNegative,
            digits: carried(columns),
            exponent: exponent + other.exponent
        )
    }

    /// The quotient of 100 places more than the dividend, with a 1 after them where there is a rest.
    private func divided(by other: SlowDecimal) -> SlowDecimal {
        var quotient: [Int] = []
        var rest = SlowDecimal(digits: [0], exponent: 0)
        let divisor = SlowDecimal(isNegative: true, digits: other.digits, exponent: 0)
        for digit in digits.reversed() + [Int](repeating: 0, count: 100) {
            rest.digits.insert(digit, at: 0)
            quotient.append(0)
            while true {
                let less = rest.adding(divisor)
                if less.isNegative { break }
                rest = less
                quotient[quotient.count - 1] += 1
            }
        }
        return SlowDecimal(
            isNegative: isNegative != other.isNegative,
            digits: [rest.isZero ? 0 : 1] + quotient.reversed(),
            exponent: exponent - other.exponent - 101
        )
    }

    private func rounded(keeping count: Int, _ mode: String) -> SlowDecimal {
        let significant = (digits.lastIndex { $0 != 0 } ?? 0) + 1
        return dropping(max(0, significant - count), mode)
    }

    private func dropping(_ count: Int, _ mode: String) -> SlowDecimal {
        let padded = digits + [Int](repeating: 0, count: max(0, count + 1 - digits.count))
        let dropped = padded.prefix(count)
        var kept = Array(padded.dropFirst(count)) + [0]
        let first = dropped.last ?? 0
        let isHalf = first == 5 && dropped.dropLast().allSatisfy { $0 == 0 }
        let isUp =
            switch mode {
            case "down": false
            case "up": dropped.contains { $0 != 0 }
            case "half_up": first >= 5
            default: isHalf ? kept[0] % 2 == 1 : first >= 5
            }
        if isUp { kept[0] += 1 }
        var result = SlowDecimal(
            isNegative: isNegative,
            digits: carried(kept),
            exponent: exponent + count
        )
        while result.digits.count > 1, result.digits.last == 0 { result.digits.removeLast() }
        while result.digits.count > 1, result.digits.first == 0 {
            result.digits.removeFirst()
            result.exponent += 1
        }
        return result
    }

    private func scaled(to exponent: Int) -> [Int] {
        [Int](repeating: 0, count: self.exponent - exponent) + digits
    }
}

/// Digits of the columns of a sum that is not negative.
private func carried(_ columns: [Int]) -> [Int] {
    var digits: [Int] = []
    var carry = 0
    for column in columns {
        let sum = column + carry
        let digit = (sum % 10 + 10) % 10
        digits.append(digit)
        carry = (sum - digit) / 10
    }
    while carry > 0 {
        digits.append(carry % 10)
        carry /= 10
    }
    return digits
}
