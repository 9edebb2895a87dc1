/// A whole number of up to 77 decimal digits, in which products and sums of decimals are exact
/// before they are rounded.
struct WideInteger: Comparable {
    private let high: UInt128
    private let low: UInt128

    init(_ number: UInt128) { self.init(high: 0, low: number) }

    /// A product.
    init(_ left: UInt128, times right: UInt128) {
        let (high, low) = left.multipliedFullWidth(by: right)
        self.init(high: high, low: low)
    }

    private init(high: UInt128, low: UInt128) {
        self.high = high
        self.low = low
    }

    static func < (left: WideInteger, right: WideInteger) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    func adding(_ other: WideInteger) -> WideInteger {
        let (low, carries) = low.addingReportingOverflow(other.low)
        return WideInteger(high: high &+ other.high &+ (carries ? 1 : 0), low: low)
    }

    /// The difference to a number that is no greater.
    func subtracting(_ other: WideInteger) -> WideInteger {
        let (low, borrows) = low.subtractingReportingOverflow(other.low)
        return WideInteger(high: high &- other.high &- (borrows ? 1 : 0), low: low)
    }

    var tenfold: WideInteger {
        let (carried, low) = low.multipliedFullWidth(by: 10)
        return WideInteger(high: high &* 10 &+ carried, low: low)
    }

    func quotientAndRemainder(
        dividingBy divisor: UInt128
    ) -> (quotient: WideInteger, remainder: UInt128) {
        let (high, rest) = high.quotientAndRemainder(dividingBy: divisor)
        let (low, remainder) = divisor.dividingFullWidth((rest, low))
        return (WideInteger(high: high, low: low), remainder)
    }

    /// How many decimal digits it has past the first so many, 38 at most.
    func count(past digits: Int) -> Int {
        quotientAndRemainder(dividingBy: .powersOfTen[digits]).quotient.low.decimalCount
    }

    /// The number without its last digits, rounded half to even; `hasMore` says that it is a little
    /// more than its digits are. The result has at most 38 digits, or is the first number of 39.
    func roundedHalfToEven(dropping dropped: Int, hasMore: Bool) -> UInt128 {
        let unit = UInt128.powersOfTen[dropped]
        let (kept, rest) = quotientAndRemainder(dividingBy: unit)
        let isMore = rest > unit - rest || rest == unit - rest && (hasMore || kept.low % 2 == 1)
        return isMore ? kept.low + 1 : kept.low
    }
}

extension UInt128 {
    /// The powers of ten, from 1 to the first of 39 digits, which is the greatest that there is.
    static let powersOfTen: [UInt128] = (0..<38).reduce(into: [1]) { powers, _ in
        powers.append((powers.last ?? 1) * 10)
    }

    /// How many decimal digits it has; none when it is zero.
    var decimalCount: Int {
        Self.powersOfTen.firstIndex { $0 > self } ?? Self.powersOfTen.count
    }
}
