import CEL
import Foundation

/// Money as whole numbers of the smallest unit that all prices of a request are whole numbers of: the
/// search knows no fractions.
struct MoneyScale {
    /// Of the unit, after the decimal point.
    private let digits: Int

    /// The scale for some prices, and for prices per kilogram of what weighs so many grams.
    init(_ prices: [Decimal], perKilogram: [Decimal], grams: [Int]) throws(StepError) {
        let weighed = grams.filter { $0 > 0 }
        // What a gram costs needs three digits more; of weights in whole hectograms it is one.
        let unit = [1_000, 100, 10].first { unit in weighed.allSatisfy { $0 % unit == 0 } } ?? 1
        let extra = weighed.isEmpty ? 0 : [1_000: 0, 100: 1, 10: 2][unit] ?? 3
        let priced = perKilogram.contains { $0 > 0 } ? extra : 0
        digits = max(
            prices.map(\.fractionDigits).max() ?? 0,
            (perKilogram.map(\.fractionDigits).max() ?? 0) + priced
        )
        guard digits <= Self.mostDigits else {
            throw .rejected(
                "the prices have \(digits) digits after the decimal point",
                "round them: at most \(Self.mostDigits) can be added up exactly"
            )
        }
    }

    /// A price of at most ``GivenValue/mostMoney`` in the unit.
    func units(_ amount: Decimal) -> Int {
        let scaled = amount * Decimal(sign: .plus, exponent: digits, significand: 1)
        return Int(scaled.description) ?? 0
    }

    func amount(_ units: Int) -> JSON {
        let amount = Decimal(sign: .plus, exponent: -digits, significand: Decimal(units))
        return Value.decimal(amount).json
    }

    private static let mostDigits = 9
}

extension Decimal {
    /// Digits after the decimal point. Amounts that were read have no zeros at their end.
    fileprivate var fractionDigits: Int { max(0, -exponent) }
}
