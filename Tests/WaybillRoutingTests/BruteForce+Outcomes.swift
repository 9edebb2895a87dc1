@testable import WaybillRouting

extension BruteForce {
    /// What a decision comes to.
    struct Outcome: Hashable {
        var cost = Cost.zero
        var money = 0
        var unfilled = 0

        static func + (left: Outcome, right: Outcome) -> Outcome {
            Outcome(
                cost: left.cost + right.cost,
                money: left.money + right.money,
                unfilled: left.unfilled + right.unfilled
            )
        }
    }

    /// What all decisions come to, none of them passed over.
    var outcomes: Set<Outcome> {
        sets(upTo: request.policy.mostParcels, from: 0).reduce(into: []) { all, set in
            var opening = Outcome()
            opening.cost = set.isEmpty ? .zero : .zero - pricing.firstParcelRefund
            opening.money = pricing.splitPenalties(of: set.count)
            for parcel in set {
                opening.cost += pricing.opening(of: parcel)
                opening.money += pricing.money(of: parcel).total
            }
            let ofSet = products.reduce([opening] as Set) { known, lines in
                let own = outcomes(of: lines[...], in: set, leaving: set.map { _ in 0 })
                return Set(known.flatMap { known in own.map { known + $0 } })
            }
            all.formUnion(ofSet)
        }
    }

    private func outcomes(
        of lines: ArraySlice<RoutingOrder.Line>,
        in set: [Candidates.Parcel],
        leaving taken: [Int]
    ) -> Set<Outcome> {
        guard let line = lines.first else { return [Outcome()] }
        let item = Candidates.Item(sku: line.sku, product: 0, lines: [line])
        let allowed = set.map { pricing.isAllowed(item, in: $0) }
        var outcomes: Set<Outcome> = []
        for units in spreads(of: line.quantity, over: allowed[...]) {
            let all = zip(taken, units).map(+)
            guard fits(all, of: line.sku, in: set) else { continue }
            var own = Outcome()
            own.unfilled = line.quantity - units.reduce(0, +)
            own.cost = pricing.unfilledUnit * own.unfilled
            own.money = request.policy.unfilledPrice * own.unfilled
            for (parcel, count) in zip(set, units) {
                own.cost += pricing.unit(of: item, in: parcel) * count
                own.money += pricing.money(ofUnit: item, in: parcel).total * count
            }
            let others = self.outcomes(of: lines.dropFirst(), in: set, leaving: all)
            outcomes.formUnion(others.map { own + $0 })
        }
        return outcomes
    }
}
