/// Counts the work of an evaluation in tenths of a unit, and ends it at the limit. The count
/// depends on the values alone, never on time.
struct Meter {
    private var tenths = 0
    private let limit: Int

    init(limit units: Int) {
        let (tenths, overflow) = units.multipliedReportingOverflow(by: 10)
        limit = overflow ? Int.max / 2 : tenths
    }

    /// What was counted, a begun unit as a whole one.
    var units: Int { tenths / 10 + (tenths % 10 == 0 ? 0 : 1) }

    /// Counts whole units.
    @inline(__always)
    mutating func charge(_ units: Int) throws(Failure) { try chargeTenths(units &* 10) }

    /// Counts going through a text, bytes or a list of that size: a tenth each.
    @inline(__always)
    mutating func chargeTenths(_ count: Int) throws(Failure) {
        tenths &+= count
        guard tenths <= limit else { throw exhausted }
    }

    /// The bytes of a text that is read for nothing where texts are short as a rule.
    static let shortText = 64

    /// Counts going through a text that is short as a rule, such as a key or a number: only a long
    /// one is work that counts, so that one of a megabyte is not looked up for nothing.
    @inline(__always)
    mutating func chargeLong(_ value: Value) throws(Failure) {
        if case .string(let text) = value, text.utf8.count > Self.shortText {
            try chargeTenths(text.utf8.count)
        }
    }

    /// Counts copying the elements of a list: a half each, so that the limit bounds memory too.
    mutating func chargeElements(_ count: Int) throws(Failure) { try chargeTenths(count &* 5) }

    private var exhausted: Failure {
        Failure(
            "the expression does more work than its limit of \(limit / 10) units allows",
            kind: .exhausted
        )
    }
}
