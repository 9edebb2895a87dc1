import Foundation

/// A decimal number as its digits and a power of ten, for arithmetic that is exact or says that it
/// cannot be. Foundation's own cuts quotients off, loses the last digits of long products without a
/// word, and traps where exponents run out.
struct ExactDecimal {
    private var isNegative: Bool
    /// The last of them is not zero, unless the number is.
    private var digits: UInt128
    private var exponent: Int

    private init(isNegative: Bool, digits: UInt128, exponent: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
        dropZeros()
    }

    init(_ decimal: Decimal) {
        self.init(
            isNegative: decimal.isSignMinus,
            digits: UInt128(decimal.significand.magnitude.description) ?? 0,
            exponent: decimal.exponent
        )
    }

    /// - Throws: where it has more than 38 digits, or is out of the range in which decimals are read.
    func decimal() throws(Failure) -> Decimal {
        if digits == 0 { return 0 }
        guard digits < Self.powers[Self.mostDigits] else { throw Self.tooLong }
        guard Self.exponents.contains(exponent), let number = Decimal(string: "\(digits)") else {
            throw Failure("the decimal result is too large or too small to be held")
        }
        return Decimal(
            sign: isNegative ? .minus : .plus,
            exponent: exponent,
            significand: number
        )
    }

    /// A decimal's last digit stands for one of these powers of ten.
    static let exponents = -127...90

    static let mostDigits = 38

    private static let tooLong = Failure(
        "the decimal result needs more than \(mostDigits) digits"
    )

    /// The powers of ten, from 1 to the first of more than ``mostDigits`` digits.
    private static let powers: [UInt128] = (0..<mostDigits).reduce(into: [1]) { powers, _ in
        powers.append((powers.last ?? 1) * 10)
    }

    private mutating func dropZeros() {
        if digits == 0 {
            isNegative = false
            exponent = 0
        }
        while digits != 0 {
            let (tenth, digit) = digits.quotientAndRemainder(dividingBy: 10)
            guard digit == 0 else { return }
            digits = tenth
            exponent += 1
        }
    }

    /// How many digits it has.
    private var count: Int { Self.powers.firstIndex { $0 > digits } ?? Self.mostDigits + 1 }
}

extension ExactDecimal {
    static prefix func - (number: ExactDecimal) -> ExactDecimal {
        ExactDecimal(
            isNegative: !number.isNegative,
            digits: number.digits,
            exponent: number.exponent
        )
    }

    static func + (left: ExactDecimal, right: ExactDecimal) throws(Failure) -> ExactDecimal {
        if left.digits == 0 { return right }
        if right.digits == 0 { return left }
        let exponent = min(left.exponent, right.exponent)
        let one = try left.digits(from: exponent)
        let other = try right.digits(from: exponent)
        guard left.isNegative == right.isNegative else {
            return ExactDecimal(
                isNegative: one > other ? left.isNegative : right.isNegative,
                digits: max(one, other) - min(one, other),
                exponent: exponent
            )
        }
        let (sum, isTooLarge) = one.addingReportingOverflow(other)
        if isTooLarge { throw tooLong }
        return ExactDecimal(isNegative: left.isNegative, digits: sum, exponent: exponent)
    }

    /// The digits when the last stands for a smaller power of ten. Too many of them stay too many
    /// whatever is added, as the other number's last digit is not zero.
    private func digits(from exponent: Int) throws(Failure) -> UInt128 {
        var digits = digits
        for _ in exponent..<self.exponent {
            let (tenfold, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
            if isTooLarge { throw Self.tooLong }
            digits = tenfold
        }
        return digits
    }

    static func * (left: ExactDecimal, right: ExactDecimal) throws(Failure) -> ExactDecimal {
        var (high, low) = left.digits.multipliedFullWidth(by: right.digits)
        var exponent = left.exponent + right.exponent
        while high > 0 {
            let (tenth, rest) = high.quotientAndRemainder(dividingBy: 10)
            let (quotient, digit) = UInt128(10).dividingFullWidth((rest, low))
            guard digit == 0 else { throw tooLong }
            (high, low) = (tenth, quotient)
            exponent += 1
        }
        return ExactDecimal(
            isNegative: left.isNegative != right.isNegative,
            digits: low,
            exponent: exponent
        )
    }

    /// The quotient of 38 digits, half to even; the divisor is not zero.
    static func / (left: ExactDecimal, right: ExactDecimal) throws(Failure) -> ExactDecimal {
        guard max(left.digits, right.digits) < powers[mostDigits] else { throw tooLong }
        var places = mostDigits - 1 - left.count + right.count
        var (digits, rest) = left.quotient(by: right, places)
        if digits < powers[mostDigits - 1] {
            places += 1
            (digits, rest) = left.quotient(by: right, places)
        }
        let isHalf = rest * 2 == right.digits
        if rest * 2 > right.digits || isHalf && digits % 2 == 1 { digits += 1 }
        return ExactDecimal(
            isNegative: left.isNegative != right.isNegative,
            digits: digits,
            exponent: left.exponent - right.exponent - places
        )
    }

    /// The digits of a quotient with so many places more than the dividend, 38 at most, and the
    /// rest.
    private func quotient(
        by divisor: ExactDecimal,
        _ places: Int
    ) -> (quotient: UInt128, remainder: UInt128) {
        let first = min(places, Self.mostDigits - count)
        let dividend = (digits * Self.powers[first]).multipliedFullWidth(
            by: Self.powers[places - first]
        )
        return divisor.digits.dividingFullWidth(dividend)
    }
}
