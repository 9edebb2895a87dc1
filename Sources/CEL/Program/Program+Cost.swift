extension Program {
    /// The most that an evaluation may cost, in the units of ``EvaluationLimits/cost``, for data
    /// that is no larger than assumed; `Int.max` when there is no bound. It is computed anew each
    /// time, in time linear in the expression's size.
    public func costBound(assuming assumptions: CostAssumptions = .standard) -> Int {
        if constant != nil { return 0 }
        var estimator = CostEstimator(checked, in: environment, assuming: assumptions)
        let tenths = estimator.cost(of: checked.root)
        if tenths == .infinite { return .max }
        return tenths.value / 10 + (tenths.value % 10 == 0 ? 0 : 1)
    }
}
