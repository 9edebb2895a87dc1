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
                consider(candidate, nil, step.cost(adding: candidate, dropping: nil, &filler))
            }
        }
        for (position, dropped) in step.set.enumerated() {
            consider(nil, position, step.cost(adding: nil, dropping: dropped, &filler))
        }
        guard best == nil else { return best }
        for (position, dropped) in step.set.enumerated() {
            for candidate in candidates where !step.set.contains(candidate) {
                let cost = step.cost(adding: candidate, dropping: dropped, &filler)
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

/// A decision on the way, with what each product costs in it: a change of one parcel only fills
/// anew what that parcel offers.
private struct Step {
    private let problem: SourcingProblem
    private let parcels: ParcelSet
    private let sharing: Filler.Sharing
    /// By product.
    private let costs: [Cost]
    let cost: Cost

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
        cost = costs.reduce(parcels.opening, +)
    }

    /// The cost with a parcel more, a parcel less, or one in the place of another; `nil` where the
    /// work is spent.
    func cost(adding added: Int?, dropping dropped: Int?, _ filler: inout Filler) -> Cost? {
        guard !filler.work.isSpent else { return nil }
        filler.work.spend(2)
        var cost = cost
        if let added { cost += problem.candidates[added].opening }
        if let dropped { cost = cost - problem.candidates[dropped].opening }
        if set.isEmpty, added != nil { cost = cost - problem.firstParcelRefund }
        if set.count == 1, added == nil, dropped != nil { cost += problem.firstParcelRefund }
        let more = added.map { problem.candidates[$0] }
        let less = dropped.map { problem.candidates[$0] }
        var products = ProductsOfTwo(more?.offers ?? [], less?.offers ?? [], problem.items)
        let offers = parcels.offers
        while let product = products.next() {
            let filled = filler.fill(problem.products[product], sharing) { item in
                ChangedOffers(
                    offers[item],
                    adding: added.flatMap { added in
                        more?.offer(of: item).map { PricedOffer(added, $0, cost: $0.cost) }
                    },
                    dropping: dropped
                )
            }
            cost = cost - costs[product] + filled
        }
        return filler.work.isSpent ? nil : cost
    }
}

/// The products of two parcels' offers, each once.
private struct ProductsOfTwo: IteratorProtocol {
    private var left: ArraySlice<SourcingProblem.Offer>
    private var right: ArraySlice<SourcingProblem.Offer>
    private let items: [SourcingProblem.Item]

    init(
        _ left: [SourcingProblem.Offer],
        _ right: [SourcingProblem.Offer],
        _ items: [SourcingProblem.Item]
    ) {
        (self.left, self.right, self.items) = (left[...], right[...], items)
    }

    mutating func next() -> Int? {
        guard let item = left.first?.item ?? right.first?.item else { return nil }
        let product = items[min(item, right.first?.item ?? item)].product
        while let offer = left.first, items[offer.item].product == product { left.removeFirst() }
        while let offer = right.first, items[offer.item].product == product { right.removeFirst() }
        return product
    }
}

/// The offers of some parcels, with one more and without those of one parcel, the cheapest first.
private struct ChangedOffers: IteratorProtocol {
    private let offers: [PricedOffer]
    private var added: PricedOffer?
    private let dropped: Int?
    private var position = 0

    init(_ offers: [PricedOffer], adding added: PricedOffer?, dropping dropped: Int?) {
        (self.offers, self.added, self.dropped) = (offers, added, dropped)
    }

    mutating func next() -> PricedOffer? {
        while position < offers.count, offers[position].candidate == dropped { position += 1 }
        if let added, position >= offers.count || added < offers[position] {
            self.added = nil
            return added
        }
        guard position < offers.count else { return nil }
        position += 1
        return offers[position - 1]
    }
}
