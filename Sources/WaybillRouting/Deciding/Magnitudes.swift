/// How large the sums of a request can get: whether the search can add them up, and how much one unit
/// must weigh in them to be worth more than anything else.
struct Magnitudes {
    /// More than what all that is sent can cost, in the first part of ``Cost``.
    let unfilledWeight: Int
    /// Whether every sum of the search fits.
    let isWithinRange: Bool
    /// How many binary digits the sums may have besides, up to so many that rounding matters no more.
    let spareBits: Int

    init(_ request: RoutingRequest) {
        let policy = request.policy
        let units = request.order.lines.reduce(Int128(0)) { $0 + Int128($1.quantity) }
        let parcels = min(units, Int128(max(0, policy.mostParcels)))
        let days = Days(request)
        let grams = request.order.lines.lazy.map(\.grams).max() ?? 0
        let perUnitWeight = request.services.lazy.map(\.perKilogram).max() ?? 0
        let weight = Int128(perUnitWeight) * Int128(grams) + 500
        var unit = weight / 1_000 + Int128(request.sites.lazy.map(\.picking).max() ?? 0)
        if case .soft(let late) = policy.promise { unit += Int128(late) * Int128(days.mostLate) }
        let parcel =
            Int128(request.services.lazy.map(\.perParcel).max() ?? 0)
            + Int128(request.sites.lazy.map(\.handling).max() ?? 0) + Int128(policy.splitPenalty)
        let money = parcels * parcel + units * (unit + Int128(policy.unfilledPrice))
        let priority = Int128(request.sites.lazy.map(\.priority).max() ?? 0)
        let sent =
            switch policy.aim {
            case .cost: money
            case .distance: units * Int128(request.sites.lazy.map(\.metres).max() ?? 0)
            case .priority: units * priority
            case .parcels: parcels
            }
        let first = policy.sendsMostUnits ? sent + units * (sent + 1) : sent
        let largest = max(
            max(first, money, weight),
            max(units * Int128(max(1, days.span)), parcels * priority)
        )
        // A few of these are added up before any is taken off again.
        let most = Int128(Int.max / 8)
        isWithinRange = largest < most
        spareBits = (0..<Self.mostSpareBits).prefix { largest << Int128($0 + 1) < most }.count
        unfilledWeight = isWithinRange ? Int(sent) + 1 : 0
    }
}

extension Magnitudes {
    private static let mostSpareBits = 10
}

extension RoutingRequest {
    /// Whether the search can add up what the request has in it. One that is out of range must not
    /// be decided.
    package var isWithinRange: Bool { Magnitudes(self).isWithinRange }
}

/// The days that parcels of a request can take.
private struct Days {
    /// From the request's first to the last on which one can arrive.
    let span: Int
    let mostLate: Int

    init(_ request: RoutingRequest) {
        let ready = request.sites.lazy.map(\.readyOn).max() ?? 0
        let transit = request.services.lazy.map(\.transitDays).max() ?? 0
        let last = ready + request.policy.hold.longestWait + transit
        span = last - request.firstDay
        mostLate = max(0, last - (request.order.promisedBy ?? last))
    }
}
