extension SourcingProblem {
    /// Those of some candidates that some best decision is made of: one is left out when another of
    /// its site carries at least as much of each item and costs no more by any of it. Once the work is
    /// spent no more are left out.
    func undominated(among some: [Int], _ work: inout WorkBudget) -> [Int] {
        // The candidates of a site stand side by side.
        var kept: [Int] = []
        var rest = some[...]
        while let first = rest.first {
            let site = candidates[first].site
            let group = rest.prefix { candidates[$0].site == site }
            rest = rest.dropFirst(group.count)
            kept += group.count > 1 ? undominated(ofSite: group, &work) : Array(group)
        }
        return kept
    }

    private func undominated(ofSite group: ArraySlice<Int>, _ work: inout WorkBudget) -> [Int] {
        let byOpening = group.sorted { left, right in
            let (one, other) = (candidates[left].opening, candidates[right].opening)
            return one == other ? left < right : one < other
        }
        var dominated: Set<Int> = []
        for index in group where !work.isSpent {
            for other in byOpening where other != index && !dominated.contains(other) {
                guard !work.isSpent, !(candidates[index].opening < candidates[other].opening)
                else { break }
                work.spend(1)
                if dominates(other, index) {
                    dominated.insert(index)
                    break
                }
            }
        }
        return group.filter { !dominated.contains($0) }
    }

    private func dominates(_ better: Int, _ worse: Int) -> Bool {
        let (left, right) = (candidates[better], candidates[worse])
        guard left.offers.count >= right.offers.count, !(right.opening < left.opening) else {
            return false
        }
        var isEqual = left.opening == right.opening && left.offers.count == right.offers.count
        var position = left.offers.startIndex
        for offer in right.offers {
            while position < left.offers.endIndex, left.offers[position].item < offer.item {
                position += 1
            }
            guard position < left.offers.endIndex else { return false }
            let own = left.offers[position]
            guard own.item == offer.item, own.stock == offer.stock, !(offer.cost < own.cost),
                carriesAsMuch(own, as: offer)
            else { return false }
            isEqual = isEqual && own.cost == offer.cost
        }
        return !isEqual || better < worse
    }

    /// Whether one offer can carry what another of the same stock can, whatever else leaves.
    private func carriesAsMuch(_ offer: Offer, as other: Offer) -> Bool {
        let limits = stocks[offer.stock].upToWave
        return offer.wave >= other.wave || limits[offer.wave] == limits[other.wave]
    }
}
