extension Decider {
    /// The best decision of those that send as many units as can be sent, at any cost, as the policy
    /// prices it; `nil` where none sends more than a decision.
    mutating func sendingMost(unlike decision: RoutingDecision) -> RoutingDecision? {
        let policy = request.policy
        guard !decision.unfilled.isEmpty, !policy.sendsMostUnits else { return nil }
        var generous = request
        generous.policy.unfilledCost = nil
        guard generous.isWithinRange else { return nil }
        let finding = decide(generous, of: decision.parcels.count + 2)
        var most = finding.decision
        let left = most.unfilledUnits
        guard !finding.isCutShort, left < decision.unfilledUnits else { return nil }
        most.total += policy.unfilledPrice * left
        let unfilled = (Pricing(request).unfilledUnit, Pricing(generous).unfilledUnit)
        most.cost += (unfilled.0 - unfilled.1) * left
        return most
    }
}
