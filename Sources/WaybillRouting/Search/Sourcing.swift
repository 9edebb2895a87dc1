/// The parcels of a decision, and what is known of how good it is.
package struct Sourcing: Hashable, Sendable {
    package struct Parcel: Hashable, Sendable {
        package let candidate: Int
        /// Units of each item, by position; zero for those it has none of.
        package var units: [Int]
    }

    /// In the order of their candidates.
    package let parcels: [Parcel]
    package let cost: Cost
    /// No decision costs less.
    package let lowerBound: Cost
    /// How many nodes the search took.
    package let nodes: Int

    /// Whether no decision is better.
    package var isProved: Bool { lowerBound == cost }
}

extension SourcingProblem {
    /// The best decision that a search of so many nodes finds.
    package func solve(nodes: Int) -> Sourcing {
        var search = Search(self)
        search.descend()
        var branching = BranchAndBound(search, nodes: nodes)
        branching.run()
        search = branching.search
        var parcels = search.best.sorted().map {
            Sourcing.Parcel(candidate: $0, units: [Int](repeating: 0, count: items.count))
        }
        for item in items.indices {
            _ = search.fill(item, from: search.best) { candidate, units in
                guard let position = parcels.firstIndex(where: { $0.candidate == candidate })
                else { return }
                parcels[position].units[item] += units
            }
        }
        return Sourcing(
            parcels: parcels,
            cost: search.bestCost,
            lowerBound: min(branching.leastLeft ?? search.bestCost, search.bestCost),
            nodes: branching.nodes
        )
    }
}
