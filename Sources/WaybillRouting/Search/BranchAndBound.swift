/// Goes through the sets of parcels, the most promising first, and passes over those that a bound
/// shows to be no better than the best decision so far.
///
/// The bound of a set that is only partly decided: the parcels that are sent, and for each product
/// its cheapest units, where a unit by a parcel that is not decided about also pays a share of it.
struct BranchAndBound {
    enum Standing { case undecided, open, closed }

    var search: Search
    private(set) var nodes = 0
    /// The least bound of what was left unsearched.
    private(set) var leastLeft: Cost?
    private let budget: Int
    private var offers: OfferTable
    private(set) var standing: [Standing]
    private(set) var open: ParcelSet
    /// Units that each candidate carries in the last bound.
    private var units: [Int]
    /// The candidates that carry some.
    private var carrying: [Int] = []

    init(_ search: Search, nodes budget: Int) {
        self.search = search
        self.budget = budget
        offers = OfferTable(search.problem, search.candidates)
        // Putting them in order is work, too.
        self.search.filler.work.spend(4 * offers.count)
        open = ParcelSet(search.problem)
        standing = [Standing](repeating: .closed, count: search.problem.candidates.count)
        units = [Int](repeating: 0, count: search.problem.candidates.count)
        for candidate in search.candidates { standing[candidate] = .undecided }
    }

    /// Searches until no decision can be better, or a budget is used up.
    mutating func run() {
        dropUseless()
        explore(boundedBy: quickBound())
    }

    /// Drops the candidates that cannot pay for themselves: with one sent, each item saves at most
    /// the difference to its dearest unit.
    mutating func dropUseless() {
        guard let (bound, _) = relax() else { return }
        let problem = search.problem
        let (dearest, best) = (search.filler.dearest, search.bestCost)
        let count = search.candidates.count
        search.drop { index in
            let candidate = problem.candidates[index]
            var least = bound + candidate.opening
            for offer in candidate.offers where offer.cost < dearest[offer.item] {
                let saving = dearest[offer.item] - offer.cost
                least = least - saving * problem.capacity(of: offer)
            }
            return !(least < best)
        }
        guard search.candidates.count < count else { return }
        standing = [Standing](repeating: .closed, count: problem.candidates.count)
        for candidate in search.candidates { standing[candidate] = .undecided }
        offers.keep { [standing] in standing[$0] == .undecided }
    }

    private mutating func explore(boundedBy outer: Cost) {
        var outer = outer
        var closed: [Int] = []
        while true {
            guard outer < search.bestCost else { break }
            guard nodes < budget, let (relaxed, branching) = relax() else {
                leastLeft = min(leastLeft ?? outer, outer)
                break
            }
            let bound = max(relaxed, outer)
            nodes += 1
            guard bound < search.bestCost else { break }
            guard let branching else {
                if !tryDecisions() { leastLeft = min(leastLeft ?? bound, bound) }
                break
            }
            outer = bound
            send(branching)
            explore(boundedBy: bound)
            close(branching)
            closed.append(branching)
        }
        reopen(closed)
    }

    /// Decides that a parcel is sent.
    mutating func send(_ candidate: Int) {
        standing[candidate] = .open
        open.append(candidate)
    }

    /// Decides that a parcel is not sent.
    mutating func close(_ candidate: Int) {
        if standing[candidate] == .open { open.remove(candidate) }
        standing[candidate] = .closed
    }

    /// Leaves it undecided again whether parcels are sent.
    mutating func reopen(_ closed: [Int]) {
        for candidate in closed { standing[candidate] = .undecided }
    }

    /// Tries what there is when only parcels that are sent carry anything: that is a decision. Without
    /// any, it is each parcel alone, as the bound is spared what only a first parcel is. Gives whether
    /// there was work enough.
    private mutating func tryDecisions() -> Bool {
        let sets =
            open.candidates.isEmpty
            ? search.candidates.map { [$0] }
            : [open.candidates.filter { units[$0] > 0 }.sorted()]
        for set in sets {
            guard let cost = search.cost(of: set) else { return false }
            search.consider(set, cost)
        }
        return true
    }

    /// Of the parcels that are sent.
    private var opening: Cost {
        let problem = search.problem
        return open.candidates.reduce(Cost.zero - problem.firstParcelRefund) {
            $0 + problem.candidates[$1].opening
        }
    }

    /// Fills a product by what is decided so far.
    private mutating func fill(_ product: Range<Int>, _ sharing: Filler.Sharing) -> Cost {
        let mayOpen = open.candidates.count < search.problem.mostParcels
        let (open, offers, standing) = (open.offers, offers.shared, standing)
        return search.filler.fill(product, sharing) { item in
            StandingOffers(open[item], mayOpen ? offers[item] : [], standing)
        }
    }

    /// The least that a decision can cost with what is decided so far, and the undecided candidate
    /// that carries most units then, `nil` when none does; `nil` when the work is spent.
    mutating func relax() -> (bound: Cost, branching: Int?)? {
        guard !search.filler.work.isSpent else { return nil }
        let problem = search.problem
        let opening = opening
        if problem.hasSharedProducts {
            // Far less work, and often enough.
            let bound = problem.products.reduce(opening) { $0 + fill($1, .alone) }
            guard bound < search.bestCost else { return (bound, nil) }
        }
        for candidate in carrying { units[candidate] = 0 }
        carrying.removeAll(keepingCapacity: true)
        var bound = opening
        for product in problem.products {
            bound += fill(product, .together)
            for share in search.filler.shares {
                let candidate = share.offer.candidate
                if units[candidate] == 0 { carrying.append(candidate) }
                units[candidate] += share.units
            }
        }
        guard !search.filler.work.isSpent else { return nil }
        var branching: Int?
        for candidate in carrying where standing[candidate] == .undecided {
            let (most, own) = (branching.map { units[$0] } ?? 0, units[candidate])
            if own > most || own == most && candidate < branching ?? .max { branching = candidate }
        }
        return (bound, branching)
    }
}

extension BranchAndBound {
    /// A bound on all decisions that takes little work however many items want the same units, so
    /// that it is there when work is spent: for each product the greater of what its items take
    /// alone, and of what they take when any parcel may carry any of them.
    private mutating func quickBound() -> Cost {
        let work = search.filler.work
        // Each offer is looked at twice.
        search.filler.work = .unlimited
        defer { search.filler.work = work }
        var bound = opening
        for product in search.problem.products {
            let alone = fill(product, .alone)
            guard product.count > 1 else {
                bound += alone
                continue
            }
            let offers = offers.ofAny(product)
            bound += max(alone, search.filler.fillAsOne(product, from: offers.makeIterator()))
        }
        return max(.zero, bound)
    }
}

/// The offers of an item by the parcels that are sent, and by those that are not decided about, the
/// cheapest first.
private struct StandingOffers: IteratorProtocol {
    private let open: [PricedOffer]
    private let others: [PricedOffer]
    private let standing: [BranchAndBound.Standing]
    private var (left, right) = (0, 0)

    init(
        _ open: [PricedOffer],
        _ others: [PricedOffer],
        _ standing: [BranchAndBound.Standing]
    ) {
        (self.open, self.others, self.standing) = (open, others, standing)
    }

    mutating func next() -> PricedOffer? {
        while right < others.count, standing[others[right].candidate] != .undecided { right += 1 }
        let hasOther = right < others.count
        if left < open.count, !hasOther || !(others[right].cost < open[left].cost) {
            left += 1
            return open[left - 1]
        }
        guard hasOther else { return nil }
        right += 1
        return others[right - 1]
    }
}
