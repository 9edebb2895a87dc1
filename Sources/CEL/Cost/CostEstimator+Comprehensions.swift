/// Macros that go through a list or a map: what a round costs, as often as there are rounds.
extension CostEstimator {
    mutating func estimate(_ comprehension: Comprehension) -> Estimate {
        let range = estimate(comprehension.range)
        let (whole, count) = (range.extent, range.extent.count)
        let hasTwoVariables = comprehension.variables.count == 2
        let variables = hasTwoVariables ? [whole.keys, whole.value] : [whole.element]
        let (condition, result) = withLocals(variables) { estimator in
            (
                comprehension.condition.map { estimator.estimate($0) },
                comprehension.result.map { estimator.estimate($0) }
            )
        }
        let round = (condition?.cost ?? 0) + (result?.cost ?? 0) + 10
        let element = hasTwoVariables ? whole.value : whole.element
        let outcome = result?.extent ?? element
        var cost = range.cost + count * round
        let extent: Extent
        switch comprehension.kind {
        case .all, .exists, .existsOne: extent = .fixed
        case .filter:
            cost += 100
            extent = .list(count, of: element)
        case .map:
            cost += 100
            extent = .list(count, of: outcome)
        case .transformMap:
            cost += Bound(300) + count * whole.keys.long
            extent = .map(count, keys: whole.keys, values: outcome)
        case .transformMapEntry:
            cost += Bound(300) + count * outcome.count * outcome.keys.long
            extent = .map(count * outcome.count, keys: outcome.keys, values: outcome.value)
        case .sortBy:
            cost += Bound(100) + FunctionCost.sorting(count, by: outcome)
            extent = .list(count, of: element)
        }
        return Estimate(cost: cost, extent: extent)
    }
}
