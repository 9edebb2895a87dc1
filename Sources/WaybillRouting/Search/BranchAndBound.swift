/// Goes through the sets of parcels, the most promising first, and passes over those that a bound
/// shows to be no better than the best decision so far.
///
/// The bound of a set that is only partly decided: the parcels that are sent, and for each item its
/// cheapest units, where a unit by a parcel that is not decided about also pays a share of it.
struct BranchAndBound {
    private enum Standing { case undecided, open, closed }

    private(set) var search: Search
    private(set) var nodes = 0
    /// The least bound of what was left unsearched.
    private(set) var leastLeft: Cost?
    private let budget: Int
    private var standing: [Standing]
    private var open: [Int] = []
    private var opening = Cost.zero
    /// Units that each candidate carries in the last bound.
    private var units: [Int]
    /// What the dearest unit of each item costs in the last bound.
    private var dearest: [Cost]

    init(_ search: Search, nodes budget: Int) {
        self.search = search
        self.budget = budget
        standing = [Standing](repeating: .closed, count: search.problem.candidates.count)
        units = [Int](repeating: 0, count: search.problem.candidates.count)
        dearest = [Cost](repeating: .zero, count: search.problem.items.count)
        for candidate in search.candidates { standing[candidate] = .undecided }
    }

    /// Searches until no decision can be better, or the budget is used up.
    mutating func run() {
        dropUseless()
        explore(boundedBy: .zero)
    }

    /// Drops the candidates that cannot pay for themselves: with one sent, each item saves at most
    /// the difference to its dearest unit.
    private mutating func dropUseless() {
        let (bound, _) = relax()
        let problem = search.problem
        let (dearest, best) = (dearest, search.bestCost)
        search.drop { index in
            let candidate = problem.candidates[index]
            var least = bound + candidate.opening
            for offer in candidate.offers where offer.cost < dearest[offer.item] {
                let saving = dearest[offer.item] - offer.cost
                least = least - saving * problem.capacity(of: offer)
            }
            return !(least < best)
        }
        standing = [Standing](repeating: .closed, count: problem.candidates.count)
        for candidate in search.candidates { standing[candidate] = .undecided }
    }

    private mutating func explore(boundedBy outer: Cost) {
        var outer = outer
        var closed: [Int] = []
        while true {
            guard nodes < budget else {
                leastLeft = min(leastLeft ?? outer, outer)
                break
            }
            nodes += 1
            let (bound, branching) = relax()
            guard bound < search.bestCost else { break }
            guard let branching else {
                // Only parcels that are sent carry anything: this is a decision.
                let set = open.filter { units[$0] > 0 }.sorted()
                search.consider(set, search.cost(of: set))
                break
            }
            outer = bound
            standing[branching] = .open
            open.append(branching)
            opening += search.problem.candidates[branching].opening
            explore(boundedBy: bound)
            opening = opening - search.problem.candidates[branching].opening
            open.removeLast()
            standing[branching] = .closed
            closed.append(branching)
        }
        for candidate in closed { standing[candidate] = .undecided }
    }

    /// The least that a decision can cost with what is decided so far, and the undecided candidate
    /// that carries most units then; `nil` when none does.
    private mutating func relax() -> (bound: Cost, branching: Int?) {
        let problem = search.problem
        for candidate in search.candidates { units[candidate] = 0 }
        let mayOpen = open.count < problem.mostParcels
        var bound = opening - problem.firstParcelRefund
        for item in problem.items.indices { bound += relax(item, mayOpen: mayOpen) }
        var branching: Int?
        for candidate in search.candidates
        where standing[candidate] == .undecided && units[candidate] > 0 {
            if let known = branching, units[known] >= units[candidate] { continue }
            branching = candidate
        }
        return (bound, branching)
    }

    private mutating func relax(_ item: Int, mayOpen: Bool) -> Cost {
        let (quantity, unfilled) = (
            search.problem.items[item].quantity, search.problem.items[item].unfilledCost
        )
        let plain = search.offers.plain[item]
        let shared = search.offers.shared[item]
        var missing = quantity
        var cost = Cost.zero
        var (left, right) = (0, mayOpen ? 0 : shared.count)
        dearest[item] = .zero
        while missing > 0 {
            while left < plain.count, standing[plain[left].candidate] != .open { left += 1 }
            while right < shared.count, standing[shared[right].candidate] != .undecided {
                right += 1
            }
            let offer: PricedOffer
            if left < plain.count, right >= shared.count || !(shared[right].cost < plain[left].cost)
            {
                offer = plain[left]
                left += 1
            } else if right < shared.count {
                offer = shared[right]
                right += 1
            } else {
                break
            }
            guard offer.cost < unfilled else { break }
            let taken = search.stores.take(missing, by: offer)
            guard taken > 0 else { continue }
            missing -= taken
            cost += offer.cost * taken
            units[offer.candidate] += taken
            dearest[item] = offer.cost
        }
        search.stores.reset()
        if missing > 0 { dearest[item] = unfilled }
        return cost + unfilled * missing
    }
}
