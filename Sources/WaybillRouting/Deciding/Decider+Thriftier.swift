extension Decider {
    /// Whether waiting may be better by what the policy makes small than the decision that was taken,
    /// and the best that waits only saves too little: another that waits may save enough. Where cost is
    /// made small, none saves more than the best.
    func isContested(
        _ decision: RoutingDecision,
        _ now: RoutingDecision,
        _ later: RoutingDecision
    ) -> Bool {
        request.policy.aim != .cost && decision.parcels == now.parcels
            && later.parcels != now.parcels && (later.cost < now.cost || !later.isProved)
    }

    /// The best of the decisions that send as much as one without waiting, and cost less money than
    /// that by what waiting must save; that one where there is none, or none is better.
    func thriftier(
        than now: RoutingDecision,
        by saving: Int,
        _ later: RoutingDecision,
        without origin: Rejections.ServiceFrom?,
        _ work: inout WorkBudget
    ) -> RoutingDecision {
        var thrifty = request
        thrifty.policy.aim = .cost
        thrifty.policy.unfilledCost = nil
        thrifty.policy.ties = []
        let nodes = now.nodes + later.nodes
        guard let patient, thrifty.isWithinRange else {
            return now.with(isProved: false, nodes: nodes)
        }
        let left = now.unfilledUnits
        let money = now.total - saving - request.policy.unfilledPrice * left
        let other = Candidates(
            thrifty,
            items,
            longestWait: request.policy.hold.longestWait
        ).problem
        let problem = patient.problem
        let limit = Cost(money) + Pricing(thrifty).unfilledUnit * left
        var search = LimitedSearch(
            problem,
            problem.candidates.indices.filter { patient.parcels[$0].origin != origin },
            lessThan: now.cost * (1 << problem.spareBits),
            other,
            within: limit * (1 << other.spareBits),
            nodes: request.policy.nodes,
            work
        )
        let sourcing = search.run()
        work.spend(search.spent(of: work))
        let best = sourcing.map { RoutingDecision($0, of: patient, pricing, request.policy) }
        return (best ?? now)
            .with(isProved: now.isProved && search.isComplete, nodes: nodes + search.nodes)
    }
}
