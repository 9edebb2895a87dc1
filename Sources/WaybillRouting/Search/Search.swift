/// Looks for the best set of parcels: a descent for a first decision, then branch and bound.
///
/// Once it is known which parcels are sent, filling them is easy, so only sets of parcels are
/// searched. The budgets are counted, in nodes and in work: the same problem has the same answer.
struct Search {
    let problem: SourcingProblem
    /// The candidates that are looked at, by position.
    private(set) var candidates: [Int]
    var filler: Filler
    private(set) var best: [Int] = []
    private(set) var bestCost = Cost.zero

    /// Among some of the candidates; without any work to spend.
    init(_ problem: SourcingProblem, _ candidates: [Int]) {
        self.problem = problem
        self.candidates = candidates
        filler = Filler(problem)
        bestCost = problem.items.reduce(Cost.zero) { $0 + $1.unfilledCost * $1.quantity }
    }

    /// Keeps a decision if it is the best so far.
    mutating func consider(_ set: [Int], _ cost: Cost) {
        if cost < bestCost { (best, bestCost) = (set, cost) }
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
            cost += filler.fill(product) { parcels.offers[$0].makeIterator() }
        }
        return filler.work.isSpent ? nil : cost
    }
}
