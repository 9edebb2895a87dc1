@testable import WaybillRouting

/// The cost of the best decision, found by trying every set of parcels and, for each product, every
/// way to spread its units over them.
struct BruteForce {
    private let candidates: Candidates
    private var problem: SourcingProblem { candidates.problem }

    init(_ request: RoutingRequest, longestWait: Int) {
        candidates = Candidates(request, longestWait: longestWait)
    }

    var best: Cost {
        sets(upTo: problem.mostParcels, from: 0).map(cost).min() ?? .zero
    }

    private func sets(upTo size: Int, from first: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return [[]]
            + problem.candidates.indices.dropFirst(first).flatMap { candidate in
                sets(upTo: size - 1, from: candidate + 1).map { [candidate] + $0 }
            }
    }

    private func cost(of set: [Int]) -> Cost {
        var cost = set.isEmpty ? Cost.zero : Cost.zero - problem.firstParcelRefund
        for candidate in set { cost += problem.candidates[candidate].opening }
        for item in problem.items.indices {
            let offers = set.flatMap { problem.candidates[$0].offers.filter { $0.item == item } }
            let quantity = problem.items[item].quantity
            let best = spreads(of: quantity, over: offers.count).compactMap { units -> Cost? in
                guard fits(units, offers) else { return nil }
                let left = quantity - units.reduce(0, +)
                return zip(units, offers).reduce(problem.items[item].unfilledCost * left) {
                    $0 + $1.1.cost * $1.0
                }
            }
            cost += best.min() ?? .zero
        }
        return cost
    }

    /// All ways to give at most so many units to so many offers.
    private func spreads(of quantity: Int, over count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return (0...quantity).flatMap { first in
            spreads(of: quantity - first, over: count - 1).map { [first] + $0 }
        }
    }

    private func fits(_ units: [Int], _ offers: [SourcingProblem.Offer]) -> Bool {
        Set(offers.map(\.stock)).allSatisfy { stock in
            problem.stocks[stock].upToWave.indices.allSatisfy { wave in
                let left = zip(units, offers).filter { $1.stock == stock && $1.wave <= wave }
                    .reduce(0) { $0 + $1.0 }
                let isTouched = zip(units, offers).contains {
                    $0 > 0 && $1.stock == stock && $1.wave <= wave
                }
                return !isTouched || left <= problem.stocks[stock].upToWave[wave]
            }
        }
    }
}
