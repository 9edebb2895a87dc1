import Foundation

/// A decimal number as its digits and a power of ten, for arithmetic that is exact where 38 digits
/// hold the result, and else rounds it to them, half to even. Foundation's own cuts quotients off,
/// loses the last digits of long products without a word, and traps where exponents run out.
struct ExactDecimal {
    private var isNegative: Bool
    /// At most ``mostDigits`` of them; the last is not zero, unless the number is.
    private var digits: UInt128
    private var exponent: Int

    /// The number of these digits; `hasMore` says that it is a little more than they are.
    private init(
        isNegative: Bool,
        digits: WideInteger,
        hasMore: Bool = false,
        exponent: Int
    ) {
        self.isNegative = isNegative
        let dropped = digits.count(past: Self.mostDigits)
        self.digits = digits.roundedHalfToEven(dropping: dropped, hasMore: hasMore)
        self.exponent = exponent + dropped
        dropZeros()
    }

    init(_ decimal: Decimal) {
        self.init(
            isNegative: decimal.isSignMinus,
            digits: WideInteger(UInt128(decimal.significand.magnitude.description) ?? 0),
            exponent: decimal.exponent
        )
    }

    /// - Throws: where it is out of the range in which decimals are read.
    func decimal() throws(Failure) -> Decimal {
        if digits == 0 { return 0 }
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

    private var count: Int { digits.decimalCount }
}

extension ExactDecimal {
    static prefix func - (number: ExactDecimal) -> ExactDecimal {
        ExactDecimal(
            isNegative: !number.isNegative,
            digits: WideInteger(number.digits),
            exponent: number.exponent
        )
    }

    static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        if left.digits == 0 { return right }
        if right.digits == 0 { return left }
        return left.exponent < right.exponent ? right.adding(left) : left.adding(right)
    }

    /// The sum with a number whose last digit stands for no greater power of ten. Of a number that
    /// is too far below to share digits with this one, it is enough to know that it is there.
    private func adding(_ lower: ExactDecimal) -> ExactDecimal {
        let places = min(exponent - lower.exponent, 2 * Self.mostDigits - count)
        let below = min(exponent - lower.exponent - places, Self.mostDigits)
        let own = scaled(by: places)
        let (other, rest) = lower.digits.quotientAndRemainder(dividingBy: .powersOfTen[below])
        let last = exponent - places
        if isNegative == lower.isNegative {
            return ExactDecimal(
                isNegative: isNegative,
                digits: own.adding(WideInteger(other)),
                hasMore: rest > 0,
                exponent: last
            )
        }
        let taken = WideInteger(rest > 0 ? other + 1 : other)
        let isLess = own < taken
        return ExactDecimal(
            isNegative: isLess ? lower.isNegative : isNegative,
            digits: isLess ? taken.subtracting(own) : own.subtracting(taken),
            hasMore: rest > 0,
            exponent: last
        )
    }

    static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        ExactDecimal(
            isNegative: left.isNegative != right.isNegative,
            digits: WideInteger(left.digits, times: right.digits),
            exponent: left.exponent + right.exponent
        )
    }

    /// The quotient, of which one digit more than are kept, or two, and whether there is a rest
    /// tell how to round; the divisor is not zero.
    static func / (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let places = mostDigits + 1 - left.count + right.count
        let dividend = left.scaled(by: places - 1).tenfold
        let (digits, rest) = dividend.quotientAndRemainder(dividingBy: right.digits)
        return ExactDecimal(
            isNegative: left.isNegative != right.isNegative,
            digits: digits,
            hasMore: rest > 0,
            exponent: left.exponent - right.exponent - places
        )
    }

    /// The digits followed by so many zeros, twice ``mostDigits`` in all at most.
    private func scaled(by places: Int) -> WideInteger {
        let first = min(places, Self.mostDigits - count)
        return WideInteger(
            digits * .powersOfTen[first],
            times: .powersOfTen[places - first]
        )
    }
}
