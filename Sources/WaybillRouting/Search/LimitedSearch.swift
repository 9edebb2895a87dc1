/// Looks for the best set of parcels among those that stay within a limit of another cost, where the
/// two pull different ways: goes through the sets as ``BranchAndBound`` does, and passes over those
/// that a bound shows to be no better, or beyond the limit.
///
/// The best way to fill a set may be beyond the limit while another is within it. Only the two ends are
/// tried, the best and the one that is furthest within it: what may lie between bounds the answer.
struct LimitedSearch {
    private var main: BranchAndBound
    private var side: BranchAndBound
    private let limit: Cost
    private let budget: Int
    private(set) var nodes = 0
    /// The least bound of what was left unsearched.
    private var leastLeft: Cost?

    /// Of two problems that have the same candidates and differ in what these cost. What is looked for
    /// costs less than so much in the first, and no more than the limit in the second.
    init(
        _ problem: SourcingProblem,
        _ candidates: [Int],
        lessThan known: Cost,
        _ other: SourcingProblem,
        within limit: Cost,
        nodes budget: Int,
        _ work: WorkBudget
    ) {
        self.budget = budget
        self.limit = limit
        let half = WorkBudget(work.left / 2)
        var search = Search(problem, candidates)
        search.filler.work = half
        search.consider([], known)
        main = BranchAndBound(search, nodes: 0)
        search = Search(other, candidates)
        search.filler.work = half
        search.consider([], limit + Cost(1))
        side = BranchAndBound(search, nodes: 0)
    }

    /// Whether nothing that was left unsearched can be better.
    var isComplete: Bool { leastLeft.map { !($0 < main.search.bestCost) } ?? true }

    /// How much of the work was done.
    func spent(of work: WorkBudget) -> Int {
        2 * (work.left / 2) - main.search.filler.work.left - side.search.filler.work.left
    }

    /// The best that is found; `nil` where none is.
    mutating func run() -> Sourcing? {
        main.dropUseless()
        side.dropUseless()
        for candidate in main.standing.indices where !isUndecided(candidate) { close(candidate) }
        explore(boundedBy: .zero)
        guard !main.search.best.isEmpty else { return nil }
        return main.search.sourcing(nodes: nodes, boundedBy: leastLeft, isCutShort: false)
    }

    private func isUndecided(_ candidate: Int) -> Bool {
        main.standing[candidate] == .undecided && side.standing[candidate] == .undecided
    }

    private mutating func explore(boundedBy outer: Cost) {
        var outer = outer
        var closed: [Int] = []
        while outer < main.search.bestCost {
            guard nodes < budget, let (relaxed, wanted) = main.relax(),
                let (least, thrifty) = side.relax()
            else {
                leaveUnsearched(outer)
                break
            }
            nodes += 1
            outer = max(relaxed, outer)
            guard outer < main.search.bestCost, !(limit < least) else { break }
            // Without another parcel, nothing is better than the parcels that are sent.
            if wanted == nil, tryFilling(\.main) { break }
            if thrifty == nil { tryFilling(\.side) }
            guard let branching = wanted ?? thrifty ?? firstUndecided else {
                leaveUnsearched(outer)
                break
            }
            main.send(branching)
            side.send(branching)
            explore(boundedBy: outer)
            close(branching)
            closed.append(branching)
        }
        main.reopen(closed)
        side.reopen(closed)
    }

    private mutating func leaveUnsearched(_ bound: Cost) {
        leastLeft = min(leastLeft ?? bound, bound)
    }

    private mutating func close(_ candidate: Int) {
        main.close(candidate)
        side.close(candidate)
    }

    private var firstUndecided: Int? {
        guard main.open.candidates.count < main.search.problem.mostParcels else { return nil }
        return main.standing.firstIndex(of: .undecided)
    }

    /// Fills the parcels that are sent as is best by one of the costs. Gives whether that is within the
    /// limit.
    @discardableResult
    private mutating func tryFilling(
        _ path: WritableKeyPath<LimitedSearch, BranchAndBound>
    ) -> Bool {
        var filled = self[keyPath: path].search.filled(main.open.candidates, .together)
        guard !self[keyPath: path].search.filler.work.isSpent, !filled.set.isEmpty,
            !(limit < side.search.problem.cost(of: filled))
        else { return false }
        filled.set.sort()
        filled.cost = main.search.problem.cost(of: filled)
        main.search.consider(filled)
        return true
    }
}

extension SourcingProblem {
    /// What parcels with what they carry cost here, whatever they cost elsewhere.
    fileprivate func cost(of filled: Search.FilledSet) -> Cost {
        var missing = items.map(\.quantity)
        var cost = ParcelSet(self, filled.set).opening
        for share in filled.shares {
            missing[share.item] -= share.units
            let offer = candidates[share.offer.candidate].offer(of: share.item)
            cost += (offer?.cost ?? .zero) * share.units
        }
        return zip(items, missing).reduce(cost) { $0 + $1.0.unfilledCost * $1.1 }
    }
}
