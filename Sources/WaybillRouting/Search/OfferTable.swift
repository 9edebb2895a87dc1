/// An offer with the candidate that makes it, and what a unit by it costs.
struct PricedOffer: Comparable {
    let candidate: Int
    let cost: Cost
    let stock: Int
    let wave: Int

    static func < (left: PricedOffer, right: PricedOffer) -> Bool {
        left.cost == right.cost ? left.candidate < right.candidate : left.cost < right.cost
    }
}

/// The offers of some candidates, by item.
struct OfferTable {
    /// For each item the offers that cost less than leaving a unit out, the cheapest first.
    private(set) var plain: [[PricedOffer]]
    /// The same with a share of the parcel in the cost: what a unit costs at least as long as it is
    /// not decided whether the parcel is sent.
    private(set) var shared: [[PricedOffer]]
    private var byCandidate: [PricedOffer?]
    private let itemCount: Int

    init(_ problem: SourcingProblem, _ candidates: [Int]) {
        itemCount = problem.items.count
        plain = [[PricedOffer]](repeating: [], count: itemCount)
        shared = plain
        byCandidate = [PricedOffer?](repeating: nil, count: problem.candidates.count * itemCount)
        for index in candidates {
            let candidate = problem.candidates[index]
            let capacity = candidate.offers.reduce(0) { $0 + problem.capacity(of: $1) }
            let share = candidate.opening.share(of: capacity)
            for offer in candidate.offers
            where offer.cost < problem.items[offer.item].unfilledCost {
                let priced = PricedOffer(index, offer, cost: offer.cost)
                plain[offer.item].append(priced)
                shared[offer.item].append(PricedOffer(index, offer, cost: offer.cost + share))
                byCandidate[index * itemCount + offer.item] = priced
            }
        }
        for item in plain.indices {
            plain[item].sort()
            shared[item].sort()
        }
    }

    /// What a candidate offers of an item.
    func of(_ candidate: Int, _ item: Int) -> PricedOffer? {
        byCandidate[candidate * itemCount + item]
    }
}

extension PricedOffer {
    fileprivate init(_ candidate: Int, _ offer: SourcingProblem.Offer, cost: Cost) {
        self.init(candidate: candidate, cost: cost, stock: offer.stock, wave: offer.wave)
    }
}
