/// Looks for the best set of parcels: a descent for a first decision, then branch and bound.
///
/// Once it is known which parcels are sent, filling them is easy, so only sets of parcels are
/// searched; where even that is too much work, how they are filled is part of what is found. The
/// budgets are counted, in nodes and in work: the same problem has the same answer.
struct Search {
    let problem: SourcingProblem
    /// The candidates that are looked at, by position.
    private(set) var candidates: [Int]
    var filler: Filler
    private(set) var best: [Int] = []
    private(set) var bestCost = Cost.zero
    /// What the parcels of the best one carry; `nil` when that is what is best for them.
    private var bestShares: [Filler.Share]?

    /// Among some of the candidates; without any work to spend.
    init(_ problem: SourcingProblem, _ candidates: [Int]) {
        self.problem = problem
        self.candidates = candidates
        filler = Filler(problem)
        bestCost = problem.items.reduce(Cost.zero) { $0 + $1.unfilledCost * $1.quantity }
    }

    /// Parcels with what they carry.
    struct FilledSet {
        var set: [Int]
        var cost: Cost
        var shares: [Filler.Share]
    }

    /// Keeps a decision if it is the best so far.
    mutating func consider(_ set: [Int], _ cost: Cost) {
        if cost < bestCost { (best, bestCost, bestShares) = (set, cost, nil) }
    }

    /// Keeps a decision that is filled like that if it is the best so far.
    mutating func consider(_ filled: FilledSet) {
        guard filled.cost < bestCost else { return }
        (best, bestCost, bestShares) = (filled.set, filled.cost, filled.shares)
    }

    /// Drops candidates that no better decision has; those of the best one stay.
    mutating func drop(_ isUseless: (Int) -> Bool) {
        candidates = candidates.filter { best.contains($0) || !isUseless($0) }
    }

    /// The cost of a set of parcels, filled; `nil` where the work is spent.
    mutating func cost(of set: [Int]) -> Cost? {
        let parcels = ParcelSet(problem, set)
        var cost = parcels.opening
        for product in problem.products {
            cost += filler.fill(product, .together) { parcels.offers[$0].makeIterator() }
        }
        return filler.work.isSpent ? nil : cost
    }

    /// A set of parcels, filled, without those that carry nothing then.
    mutating func filled(_ set: [Int], _ sharing: Filler.Sharing) -> FilledSet {
        let parcels = ParcelSet(problem, set)
        var filled = FilledSet(set: [], cost: .zero, shares: [])
        for product in problem.products {
            filled.cost += filler.fill(product, sharing) { parcels.offers[$0].makeIterator() }
            filled.shares += filler.shares
        }
        let carrying = Set(filled.shares.map(\.offer.candidate))
        filled.set = set.filter(carrying.contains)
        filled.cost += ParcelSet(problem, filled.set).opening
        return filled
    }

    /// Lets no parcel of the best decision wait for more than it carries: of those of a site that cost as
    /// much, one that leaves later can carry more, and is what was looked at.
    mutating func hasten(among usable: [Int]) {
        guard best.contains(where: { problem.candidates[$0].wave > 0 }) else { return }
        var hastened = bestFilled()
        for parcel in hastened.set.sorted() {
            let waiting = problem.candidates[parcel]
            for index in usable where !hastened.set.contains(index) {
                let candidate = problem.candidates[index]
                guard candidate.site == waiting.site, candidate.wave < waiting.wave else {
                    continue
                }
                let other = filled(hastened.set.map { $0 == parcel ? index : $0 }, .together)
                guard !filler.work.isSpent else { return }
                guard !(hastened.cost < other.cost) else { continue }
                hastened = other
                break
            }
        }
        (best, bestCost, bestShares) = (hastened.set, hastened.cost, hastened.shares)
    }

    /// The best decision, filled; without parcels that carry nothing, which may cost nothing either.
    mutating func bestFilled() -> FilledSet {
        if let bestShares {
            return FilledSet(set: best, cost: bestCost, shares: bestShares)
        }
        // It was filled before, within what work there was.
        let work = filler.work
        filler.work = .unlimited
        defer { filler.work = work }
        return filled(best, .together)
    }
}
