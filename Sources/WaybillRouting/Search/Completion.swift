extension Search {
    /// Sends what the best decision leaves out as long as parcels may be added and one helps: for a
    /// search whose work was spent before it got there. Looking at each parcel once is done at any
    /// rate; what goes beyond that is work.
    mutating func complete() {
        sendMore()
        while shareAnew(), sendMore() {}
    }

    /// How many offers the candidates have: what it takes to look at each once.
    var offerCount: Int { candidates.reduce(0) { $0 + problem.candidates[$1].offers.count } }

    /// Adds the parcel that saves most by what it carries of the units that are left out, until none
    /// saves anything. Gives whether any was added.
    @discardableResult
    private mutating func sendMore() -> Bool {
        guard best.count < problem.mostParcels else { return false }
        var remainder = Remainder(problem, bestFilled())
        guard remainder.isMissingUnits else { return false }
        let cost = bestCost
        var queue: [Saving] = []
        for candidate in candidates where !best.contains(candidate) {
            let saving = Saving(candidate: candidate, cost: remainder.saving(by: candidate))
            if .zero < saving.cost { queue.append(saving) }
        }
        queue.sort()
        while remainder.filled.set.count < problem.mostParcels, let next = queue.popLast() {
            let candidate = next.candidate
            filler.work.spend(problem.candidates[candidate].offers.count)
            // What others carry by now, it no longer saves.
            let saving = Saving(candidate: candidate, cost: remainder.saving(by: candidate))
            guard .zero < saving.cost else { continue }
            if !filler.work.isSpent, let other = queue.last, saving < other {
                let lesser = queue.lastIndex { $0 < saving }
                queue.insert(saving, at: lesser.map { $0 + 1 } ?? queue.startIndex)
                continue
            }
            remainder.send(candidate)
        }
        consider(remainder.filled)
        return bestCost < cost
    }

    /// Fills the parcels of the best decision anew. Gives whether that is better.
    private mutating func shareAnew() -> Bool {
        let cost = bestCost
        consider(filled(best, .inTurn))
        guard !filler.work.isSpent else { return bestCost < cost }
        let together = filled(best, .together)
        if !filler.work.isSpent { consider(together) }
        return bestCost < cost
    }
}

/// What a parcel saves; of equals the first candidate is the greatest.
private struct Saving: Comparable {
    let candidate: Int
    let cost: Cost

    static func < (left: Saving, right: Saving) -> Bool {
        left.cost == right.cost ? left.candidate > right.candidate : left.cost < right.cost
    }
}

/// A decision with what it leaves: units that no parcel carries, and units in stock.
private struct Remainder {
    private(set) var filled: Search.FilledSet
    private let problem: SourcingProblem
    /// By item.
    private var missing: [Int]
    private var stores: Stores

    init(_ problem: SourcingProblem, _ filled: Search.FilledSet) {
        self.problem = problem
        self.filled = filled
        missing = problem.items.map(\.quantity)
        stores = Stores(problem.stocks)
        for share in filled.shares {
            missing[share.item] -= stores.take(share.units, by: share.offer)
        }
    }

    var isMissingUnits: Bool { missing.contains { $0 > 0 } }

    /// What a parcel saves when it carries all that it can of what is missing; negative when it
    /// costs more than that.
    func saving(by candidate: Int) -> Cost {
        var saving = Cost.zero - opening(of: candidate)
        var taken = 0
        var stock: Int?
        for (item, offer) in offers(of: candidate) {
            // Items of one product draw from one stock.
            if offer.stock != stock { (stock, taken) = (offer.stock, 0) }
            let units = min(stores.room(missing[item] + taken, for: offer) - taken, missing[item])
            guard units > 0 else { continue }
            taken += units
            saving += (problem.items[item].unfilledCost - offer.cost) * units
        }
        return saving
    }

    /// Sends a parcel with all that it can carry of what is missing.
    mutating func send(_ candidate: Int) {
        filled.cost = filled.cost - saving(by: candidate)
        for (item, offer) in offers(of: candidate) {
            let units = stores.take(missing[item], by: offer)
            guard units > 0 else { continue }
            missing[item] -= units
            filled.shares.append(Filler.Share(item: item, offer: offer, units: units))
        }
        filled.set.append(candidate)
    }

    /// Those that cost less than leaving a unit out.
    private func offers(of candidate: Int) -> some Sequence<(item: Int, offer: PricedOffer)> {
        problem.candidates[candidate].offers.lazy
            .filter { $0.cost < problem.items[$0.item].unfilledCost && missing[$0.item] > 0 }
            .map { (item: $0.item, offer: PricedOffer(candidate, $0, cost: $0.cost)) }
    }

    private func opening(of candidate: Int) -> Cost {
        let opening = problem.candidates[candidate].opening
        return filled.set.isEmpty ? opening - problem.firstParcelRefund : opening
    }
}
