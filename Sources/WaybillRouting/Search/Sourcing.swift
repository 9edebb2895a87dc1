/// The parcels of a decision, and what is known of how good it is.
struct Sourcing: Hashable, Sendable {
    struct Parcel: Hashable, Sendable {
        let candidate: Int
        /// Units of each item, by position; zero for those it has none of.
        var units: [Int]
    }

    /// In the order of their candidates.
    let parcels: [Parcel]
    let cost: Cost
    /// No decision costs less.
    let lowerBound: Cost
    /// How many nodes the search took.
    let nodes: Int
    /// Whether the work was spent so early that a better decision may lie close by.
    let isCutShort: Bool

    /// Whether no decision is better.
    var isProved: Bool { lowerBound == cost }
}

extension SourcingProblem {
    /// The best decision that a search of so many nodes and so much work finds, without the candidates
    /// that are left out.
    func solve(
        nodes: Int,
        _ work: inout WorkBudget,
        leavingOut isLeftOut: (_ candidate: Int) -> Bool = { _ in false }
    ) -> Sourcing {
        let usable = candidates.indices.filter { !candidates[$0].offers.isEmpty && !isLeftOut($0) }
        var search = Search(self, work.withShare(of: 4) { undominated(among: usable, &$0) })
        // What it takes to complete a decision is kept back.
        work.spend(search.offerCount)
        // The rest is left for the proof.
        let isCutShort = work.withShare(2, of: 3) { share in
            search.filler.work = share
            search.descend()
            share = search.filler.work
            return share.isSpent
        }
        if isCutShort {
            work.withShare(of: 2) { share in
                search.filler.work = share
                search.complete()
                share = search.filler.work
            }
        }
        search.filler.work = work
        var branching = BranchAndBound(search, nodes: nodes)
        branching.run()
        search = branching.search
        search.hasten(among: usable)
        work = search.filler.work
        return search.sourcing(
            nodes: branching.nodes,
            boundedBy: branching.leastLeft,
            isCutShort: isCutShort
        )
    }
}

extension Search {
    /// The best decision, when nothing that was left unsearched costs less than a bound.
    mutating func sourcing(nodes: Int, boundedBy bound: Cost?, isCutShort: Bool) -> Sourcing {
        let best = bestFilled()
        let cost = best.cost.dropping(problem.spareBits)
        let lowerBound = min(bound ?? best.cost, best.cost).dropping(problem.spareBits)
        return Sourcing(
            parcels: parcels(of: best),
            cost: cost,
            lowerBound: lowerBound,
            nodes: nodes,
            isCutShort: isCutShort && lowerBound < cost
        )
    }

    private func parcels(of filled: FilledSet) -> [Sourcing.Parcel] {
        let none = [Int](repeating: 0, count: problem.items.count)
        var parcels = filled.set.sorted().map { Sourcing.Parcel(candidate: $0, units: none) }
        let positions = Dictionary(
            uniqueKeysWithValues: parcels.indices.map { (parcels[$0].candidate, $0) }
        )
        for share in filled.shares {
            guard let position = positions[share.offer.candidate] else { continue }
            parcels[position].units[share.item] += share.units
        }
        return parcels
    }
}
