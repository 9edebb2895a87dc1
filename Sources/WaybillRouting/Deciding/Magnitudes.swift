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
        let (sites, services) = (request.sites.lazy, request.services.lazy)
        let units = request.order.lines.reduce(Sum(0)) { $0 + Sum($1.quantity) }
        let parcels = min(units, Sum(max(0, policy.mostParcels)))
        let days = Days(request)
        let perThousandGrams = Sum(services.map(\.perKilogram).max() ?? 0)
        let weight = perThousandGrams * Sum(request.order.lines.lazy.map(\.grams).max() ?? 0)
        var unit = weight + Sum(sites.map(\.picking).max() ?? 0)
        if case .soft(let late) = policy.promise { unit = unit + Sum(late) * Sum(days.mostLate) }
        let parcel =
            Sum(services.map(\.perParcel).max() ?? 0) + Sum(sites.map(\.handling).max() ?? 0)
            + Sum(policy.splitPenalty)
        let money = parcels * parcel + units * (unit + Sum(policy.unfilledPrice))
        let priority = Sum(sites.map(\.priority).max() ?? 0)
        let sent =
            switch policy.aim {
            case .cost: money
            case .distance: units * Sum(sites.map(\.metres).max() ?? 0)
            case .priority: units * priority
            case .parcels: parcels
            }
        let first = policy.sendsMostUnits ? sent + units * (sent + Sum(1)) : sent
        let largest = max(
            max(first, money, weight),
            max(units * Sum(max(1, days.span)), parcels * priority)
        )
        // A few of these are added up before any is taken off again.
        let most = Int128(Int.max / 8)
        isWithinRange = largest.value < most
        spareBits =
            (0..<Self.mostSpareBits).prefix { largest.value << Int128($0 + 1) < most }.count
        unfilledWeight = isWithinRange ? Int(sent.value) + 1 : 0
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

/// A sum of what is not negative. One that is far too large for the search stays so, however it is added
/// up or multiplied.
private struct Sum: Comparable {
    let value: Int128

    init(_ value: Int) { self.value = Int128(value) }

    private init(bounding value: Int128) { self.value = min(value, Int128(Int.max)) }

    static func < (left: Sum, right: Sum) -> Bool { left.value < right.value }

    static func + (left: Sum, right: Sum) -> Sum { Sum(bounding: left.value + right.value) }

    static func * (left: Sum, right: Sum) -> Sum { Sum(bounding: left.value * right.value) }
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
