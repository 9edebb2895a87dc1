/// An offer with the candidate that makes it, and what a unit by it costs.
struct PricedOffer: Comparable {
    let candidate: Int
    let cost: Cost
    let stock: Int
    let wave: Int

    init(_ candidate: Int, _ offer: SourcingProblem.Offer, cost: Cost) {
        self.candidate = candidate
        self.cost = cost
        stock = offer.stock
        wave = offer.wave
    }

    static func < (left: PricedOffer, right: PricedOffer) -> Bool {
        left.cost == right.cost ? left.candidate < right.candidate : left.cost < right.cost
    }
}

/// The offers of some candidates, by item, the cheapest first: those that cost less than leaving a
/// unit out, with a share of the parcel in the cost. A unit costs that at least as long as it is not
/// decided whether the parcel is sent.
struct OfferTable {
    private(set) var shared: [[PricedOffer]]

    init(_ problem: SourcingProblem, _ candidates: [Int]) {
        shared = [[PricedOffer]](repeating: [], count: problem.items.count)
        for index in candidates {
            let candidate = problem.candidates[index]
            let share = candidate.opening.share(of: problem.capacity(of: candidate))
            for offer in candidate.offers
            where offer.cost < problem.items[offer.item].unfilledCost {
                shared[offer.item].append(PricedOffer(index, offer, cost: offer.cost + share))
            }
        }
        for item in shared.indices { shared[item].sort() }
    }

    /// Keeps the offers of some candidates only.
    mutating func keep(_ isKept: (_ candidate: Int) -> Bool) {
        for item in shared.indices { shared[item].removeAll { !isKept($0.candidate) } }
    }

    /// For each candidate that has any of some items, the cheapest of its offers.
    func ofAny(_ items: Range<Int>) -> [PricedOffer] {
        var cheapest: [Int: PricedOffer] = [:]
        for item in items {
            for offer in shared[item] {
                if let known = cheapest[offer.candidate], !(offer < known) { continue }
                cheapest[offer.candidate] = offer
            }
        }
        return cheapest.values.sorted()
    }

    /// How many there are.
    var count: Int { shared.reduce(0) { $0 + $1.count } }
}
