/// Parcels that are sent together, with what they offer.
struct ParcelSet {
    private(set) var candidates: [Int] = []
    /// For each item, the cheapest first.
    private(set) var offers: [[PricedOffer]]
    private let problem: SourcingProblem

    init(_ problem: SourcingProblem, _ candidates: [Int] = []) {
        self.problem = problem
        offers = [[PricedOffer]](repeating: [], count: problem.items.count)
        for candidate in candidates { append(candidate) }
    }

    mutating func append(_ candidate: Int) {
        candidates.append(candidate)
        for offer in problem.candidates[candidate].offers {
            let priced = PricedOffer(candidate, offer, cost: offer.cost)
            let position = offers[offer.item].firstIndex { priced < $0 }
            offers[offer.item].insert(priced, at: position ?? offers[offer.item].endIndex)
        }
    }

    mutating func remove(_ candidate: Int) {
        candidates.removeAll { $0 == candidate }
        for offer in problem.candidates[candidate].offers {
            offers[offer.item].removeAll { $0.candidate == candidate }
        }
    }

    /// Of the parcels themselves, however much is in them.
    var opening: Cost {
        let all = candidates.reduce(Cost.zero) { $0 + problem.candidates[$1].opening }
        return candidates.isEmpty ? all : all - problem.firstParcelRefund
    }
}
