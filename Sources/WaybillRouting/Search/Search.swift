/// Looks for the best set of parcels: a descent for a first decision, then branch and bound.
///
/// Once it is known which parcels are sent, filling them is easy, so only sets of parcels are
/// searched. The budget is a number of nodes, never a time: the same problem has the same answer.
struct Search {
    let problem: SourcingProblem
    /// The candidates that are looked at, by position.
    private(set) var candidates: [Int]
    private(set) var offers: OfferTable
    var stores: Stores
    private(set) var best: [Int] = []
    private(set) var bestCost: Cost

    init(_ problem: SourcingProblem) {
        self.problem = problem
        candidates = problem.undominated()
        offers = OfferTable(problem, candidates)
        stores = Stores(problem.stocks)
        bestCost = .zero
        bestCost = cost(of: [])
    }

    /// Keeps a decision if it is the best so far.
    mutating func consider(_ set: [Int], _ cost: Cost) {
        if cost < bestCost { (best, bestCost) = (set, cost) }
    }

    /// Drops candidates that no better decision has; those of the best one stay.
    mutating func drop(_ isUseless: (Int) -> Bool) {
        let rest = candidates.filter { best.contains($0) || !isUseless($0) }
        guard rest.count < candidates.count else { return }
        candidates = rest
        offers = OfferTable(problem, rest)
    }

    // MARK: - Filling a set of parcels

    /// The cost of a set of parcels, filled.
    mutating func cost(of set: [Int]) -> Cost {
        var cost = Cost.zero
        for candidate in set { cost += problem.candidates[candidate].opening }
        if !set.isEmpty { cost = cost - problem.firstParcelRefund }
        for item in problem.items.indices { cost += fill(item, from: set) { _, _ in } }
        return cost
    }

    /// Fills units of an item into parcels, the cheapest first; gives their cost, with that of the
    /// units that are left over.
    mutating func fill(
        _ item: Int,
        from set: [Int],
        _ use: (_ candidate: Int, _ units: Int) -> Void
    ) -> Cost {
        var missing = problem.items[item].quantity
        var cost = Cost.zero
        var last: PricedOffer?
        // A set is small: looking for the next cheapest is quicker than sorting.
        for _ in set where missing > 0 {
            var next: PricedOffer?
            for candidate in set {
                guard let offer = offers.of(candidate, item) else { continue }
                if let last, offer <= last { continue }
                if let known = next, known < offer { continue }
                next = offer
            }
            guard let next else { break }
            last = next
            let taken = stores.take(missing, by: next)
            guard taken > 0 else { continue }
            missing -= taken
            cost += next.cost * taken
            use(next.candidate, taken)
        }
        stores.reset()
        return cost + problem.items[item].unfilledCost * missing
    }
}
