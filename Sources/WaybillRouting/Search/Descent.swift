extension Search {
    /// Adds, drops and swaps parcels as long as that makes the decision better. Where items share
    /// units, they take them in turn until nothing is better like that: together is far more work.
    mutating func descend() {
        if problem.hasSharedProducts {
            let set = descend(.inTurn)
            consider(filled(set, .inTurn))
        }
        if !filler.work.isSpent { _ = descend(.together) }
    }

    /// Gives the parcels at its end.
    private mutating func descend(_ sharing: Filler.Sharing) -> [Int] {
        var step = Step(problem, best, sharing, &filler)
        if sharing == .together, !filler.work.isSpent { consider(step.set, step.cost) }
        while !filler.work.isSpent, let change = bestChange(of: step) {
            let set = change.applied(to: step.set)
            if sharing == .together { consider(set, change.cost) }
            step = Step(problem, set, sharing, &filler)
        }
        return step.set
    }

    /// The change that makes a decision better most; the first of equals, and a swap only where nothing
    /// else does.
    private mutating func bestChange(of step: Step) -> Change? {
        var best: Change?
        func consider(_ added: Int?, _ position: Int?, _ cost: Cost?) {
            guard let cost, cost < best?.cost ?? step.cost else { return }
            best = Change(added: added, position: position, cost: cost)
        }
        if step.set.count < problem.mostParcels {
            for candidate in candidates where !step.set.contains(candidate) {
                let limit = best?.cost ?? step.cost
                consider(candidate, nil, step.cost(adding: candidate, below: limit, &filler))
            }
        }
        var smaller: [Step] = []
        for (position, candidate) in step.set.enumerated() {
            let fewer = step.without(candidate, &filler)
            guard !filler.work.isSpent else { return best }
            consider(nil, position, fewer.cost)
            smaller.append(fewer)
        }
        guard best == nil else { return best }
        for (position, fewer) in smaller.enumerated() {
            for candidate in candidates where !step.set.contains(candidate) {
                let limit = best?.cost ?? step.cost
                let cost = fewer.cost(adding: candidate, below: limit, &filler)
                consider(candidate, position, cost)
            }
        }
        return best
    }
}

/// A parcel more, one less, or one in the place of another.
private struct Change {
    let added: Int?
    /// Of the parcel that is dropped.
    let position: Int?
    /// Of the decision that it leads to.
    let cost: Cost

    func applied(to set: [Int]) -> [Int] {
        var changed = set
        if let position {
            changed.replaceSubrange(position...position, with: added.map { [$0] } ?? [])
        } else if let added {
            changed.append(added)
        }
        return changed
    }
}

/// A decision on the way, with what each product costs in it: for one parcel more or less only what
/// that offers is filled anew.
private struct Step {
    private let problem: SourcingProblem
    private var parcels: ParcelSet
    private let sharing: Filler.Sharing
    /// By product.
    private var costs: [Cost]
    /// What the dearest unit of each item costs.
    private var dearest: [Cost]
    private(set) var cost: Cost

    var set: [Int] { parcels.candidates }

    init(
        _ problem: SourcingProblem,
        _ set: [Int],
        _ sharing: Filler.Sharing,
        _ filler: inout Filler
    ) {
        let parcels = ParcelSet(problem, set)
        var costs: [Cost] = []
        for product in problem.products {
            costs.append(filler.fill(product, sharing) { parcels.offers[$0].makeIterator() })
        }
        self.problem = problem
        self.sharing = sharing
        self.parcels = parcels
        self.costs = costs
        dearest = filler.dearest
        cost = costs.reduce(parcels.opening, +)
    }

    /// The decision without one of its parcels; wrong where the work is spent.
    func without(_ candidate: Int, _ filler: inout Filler) -> Step {
        var step = self
        step.parcels.remove(candidate)
        step.cost = cost - parcels.opening + step.parcels.opening
        for (product, _) in ProductOffers(problem, candidate) {
            let items = problem.products[product]
            let filled = filler.fill(items, sharing) { step.parcels.offers[$0].makeIterator() }
            step.cost += filled - costs[product]
            step.costs[product] = filled
            for item in items { step.dearest[item] = filler.dearest[item] }
        }
        return step
    }

    /// The cost with a parcel more; `nil` where it is not below a limit, or the work is spent.
    func cost(adding added: Int, below limit: Cost, _ filler: inout Filler) -> Cost? {
        guard !filler.work.isSpent else { return nil }
        filler.work.spend(2)
        let candidate = problem.candidates[added]
        var cost = cost + candidate.opening
        if set.isEmpty { cost = cost - problem.firstParcelRefund }
        if sharing == .together, !(cost - mostSaved(by: candidate) < limit) { return nil }
        for (product, offers) in ProductOffers(problem, added) {
            let filled = filler.fill(problem.products[product], sharing) { item in
                let own = offers.first { $0.item == item }
                return MoreOffers(
                    parcels.offers[item],
                    and: own.map { PricedOffer(added, $0, cost: $0.cost) }
                )
            }
            cost += filled - costs[product]
        }
        return filler.work.isSpent ? nil : cost
    }

    /// The most that the units of another parcel save: each takes the place of the dearest of its item
    /// at best.
    private func mostSaved(by candidate: SourcingProblem.Candidate) -> Cost {
        var saved = Cost.zero
        for offer in candidate.offers where offer.cost < dearest[offer.item] {
            saved += (dearest[offer.item] - offer.cost) * problem.capacity(of: offer)
        }
        return saved
    }
}

/// What a candidate offers, product by product.
private struct ProductOffers: Sequence, IteratorProtocol {
    private let items: [SourcingProblem.Item]
    private let offers: [SourcingProblem.Offer]
    private var start = 0

    init(_ problem: SourcingProblem, _ candidate: Int) {
        items = problem.items
        offers = problem.candidates[candidate].offers
    }

    mutating func next() -> (product: Int, offers: ArraySlice<SourcingProblem.Offer>)? {
        guard start < offers.count else { return nil }
        let product = items[offers[start].item].product
        let end = offers[start...].firstIndex { items[$0.item].product != product }
        let own = offers[start..<(end ?? offers.endIndex)]
        start = own.endIndex
        return (product, own)
    }
}

/// The offers of some parcels and one more, the cheapest first.
private struct MoreOffers: IteratorProtocol {
    private let offers: [PricedOffer]
    private var added: PricedOffer?
    private var position = 0

    init(_ offers: [PricedOffer], and added: PricedOffer?) {
        (self.offers, self.added) = (offers, added)
    }

    mutating func next() -> PricedOffer? {
        if let added, position >= offers.count || added < offers[position] {
            self.added = nil
            return added
        }
        guard position < offers.count else { return nil }
        position += 1
        return offers[position - 1]
    }
}
