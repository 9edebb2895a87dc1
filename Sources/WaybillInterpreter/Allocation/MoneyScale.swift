import CEL
import Foundation
import WaybillModel

/// Money as whole numbers of the smallest unit that all prices of a request are whole numbers of: the
/// search knows no fractions.
struct MoneyScale {
    /// Of the unit, after the decimal point.
    private let digits: Int

    /// The scale for some prices, and for prices per kilogram of what weighs so many grams.
    init(_ prices: [GivenPrice], perKilogram: [GivenPrice], grams: [Int]) throws(StepError) {
        let weighed = grams.filter { $0 > 0 }
        // What a gram costs needs three digits more; of weights in whole hectograms it is one.
        let unit = [1_000, 100, 10].first { unit in weighed.allSatisfy { $0 % unit == 0 } } ?? 1
        let extra = weighed.isEmpty ? 0 : [1_000: 0, 100: 1, 10: 2][unit] ?? 3
        let priced = perKilogram.contains { $0.amount > 0 } ? extra : 0
        var digits = 0
        for (prices, more) in [(prices, 0), (perKilogram, priced)] {
            for price in prices {
                let needed = price.amount.fractionDigits + more
                digits = max(digits, needed)
                guard needed > Self.mostDigits else { continue }
                let weighed = more > 0 ? ", and times a weight \(needed)" : ""
                throw .rejected(
                    "\(price.place) is \(price.amount), which has "
                        + "\(price.amount.fractionDigits) digits after the decimal point\(weighed)",
                    "round it: with at most \(Self.mostDigits) all can be added up exactly"
                )
            }
        }
        self.digits = digits
    }

    /// A price of at most `Decimal.mostMoney` in the unit.
    func units(_ amount: Decimal) -> Int {
        let scaled = amount * Decimal(sign: .plus, exponent: digits, significand: 1)
        return Int(scaled.description) ?? 0
    }

    func amount(_ units: Int) -> JSON {
        let amount = Decimal(sign: .plus, exponent: -digits, significand: Decimal(units))
        return Value.decimal(amount).json
    }

    /// An amount, as amounts are shown.
    func text(_ units: Int) -> String {
        Decimal(sign: .plus, exponent: -digits, significand: Decimal(units)).money
    }

    private static let mostDigits = 9
}

extension Decimal {
    /// Digits after the decimal point. Amounts that were read have no zeros at their end.
    fileprivate var fractionDigits: Int { max(0, -exponent) }
}
