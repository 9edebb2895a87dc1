extension SourcingProblem {
    /// The candidates that some best decision is made of, by position: a candidate is left out when
    /// another of its site carries at least as much of each item and costs no more in any part.
    func undominated() -> [Int] {
        let usable = candidates.indices.filter { !candidates[$0].offers.isEmpty }
        // The candidates of a site stand side by side.
        var kept: [Int] = []
        var rest = usable[...]
        while let first = rest.first {
            let site = candidates[first].site
            let group = rest.prefix { candidates[$0].site == site }
            rest = rest.dropFirst(group.count)
            var remaining = Array(group)
            for index in group {
                let isDominated = remaining.contains { $0 != index && dominates($0, index) }
                if isDominated { remaining.removeAll { $0 == index } }
            }
            kept += remaining
        }
        return kept
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
        return offer.wave >= other.wave
            || limits[offer.wave..<other.wave].allSatisfy { $0 == limits[other.wave] }
    }
}
