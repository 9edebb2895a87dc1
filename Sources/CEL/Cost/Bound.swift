/// A number that is at least what it stands for. It stops at `Int.max`, which is as good as
/// infinite; negative ones are taken for 0.
struct Bound: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral {
    let value: Int

    init(_ value: Int) { self.value = max(0, value) }

    init(integerLiteral value: Int) { self.init(value) }

    static let infinite = Bound(.max)

    static func < (left: Bound, right: Bound) -> Bool { left.value < right.value }

    static func + (left: Bound, right: Bound) -> Bound {
        let (sum, overflow) = left.value.addingReportingOverflow(right.value)
        return overflow ? .infinite : Bound(sum)
    }

    static func += (left: inout Bound, right: Bound) { left = left + right }

    static func * (left: Bound, right: Bound) -> Bound {
        let (product, overflow) = left.value.multipliedReportingOverflow(by: right.value)
        return overflow ? .infinite : Bound(product)
    }
}

extension Sequence<Bound> {
    /// The sum of the bounds.
    var total: Bound { reduce(0, +) }
}
