extension RoutingRequest {
    /// The best decision with the reasons for it.
    package func explain() -> (decision: RoutingDecision, explanation: RoutingExplanation) {
        var decider = Decider(self)
        return decider.explain()
    }
}

extension Decider {
    fileprivate mutating func explain() -> (RoutingDecision, RoutingExplanation) {
        var finding = decide(3, of: 4)
        var others = others(than: finding)
        // A search without one of the parcels can come upon what the one with all ended before.
        while let better = others.better {
            finding = finding.improved(by: better)
            others = self.others(than: finding)
        }
        let decision = finding.decision
        let isLimited = isLimitedByParcels(decision)
        let ties = request.policy.ties.map { RoutingExplanation.DecidingTie.rule($0) } + [.ids]
        let alternatives = request.policy.alternatives > 0 ? others.alternatives : []
        let explanation = RoutingExplanation(
            rejected: request.rejectedSites(but: usefulSites, items),
            alternatives: told(alternatives),
            ties: ties.filter { tie in alternatives.contains { $0.drawback == .tie(tie) } },
            hold: decision.waits > 0 ? hold(of: finding) : nil,
            isLimitedByParcels: isLimited
        )
        return (decision, explanation)
    }

    /// The best decisions without each of the parcels, and the one that sends most, if any are asked
    /// for; and the best of them that is better than what was found, which then was not proved. One whose
    /// search is cut short is not told: a better one may lie close by.
    private mutating func others(
        than finding: Finding
    ) -> (alternatives: [RoutingExplanation.Alternative], better: RoutingDecision?) {
        let decision = finding.decision
        guard request.policy.alternatives > 0 || !decision.isProved else { return ([], nil) }
        var found: [RoutingExplanation.Alternative] = []
        var better: RoutingDecision?
        func note(_ other: RoutingDecision, _ rivalry: RoutingExplanation.Rivalry) {
            guard !found.contains(where: { $0.decision.parcels == other.parcels }) else { return }
            if let drawback = drawback(of: other, against: finding) {
                found.append(
                    RoutingExplanation.Alternative(
                        rivalry: rivalry,
                        decision: other,
                        delta: other.total - decision.total,
                        drawback: drawback
                    )
                )
            } else if better.map({ other.cost < $0.cost }) ?? true {
                better = other
            }
        }
        if let most = sendingMost(unlike: decision) { note(most, .sendingMost) }
        var tried: Set<Rejections.ServiceFrom> = []
        for (index, parcel) in decision.parcels.enumerated() {
            let origin = Rejections.ServiceFrom(site: parcel.site, service: parcel.service)
            guard tried.insert(origin).inserted else { continue }
            let other = decide(without: origin, of: decision.parcels.count - index + 1)
            guard !other.isCutShort else { continue }
            note(other.decision, .without(site: parcel.site, service: parcel.service))
        }
        return (inOrder(found), better)
    }

    /// The cheapest first; where units that are sent count for more, the most units first.
    private func inOrder(
        _ alternatives: [RoutingExplanation.Alternative]
    ) -> [RoutingExplanation.Alternative] {
        func rank(_ other: RoutingExplanation.Alternative) -> (Int, Int) {
            (request.policy.sendsMostUnits ? other.decision.unfilledUnits : 0, other.delta)
        }
        let inOrder = alternatives.enumerated().sorted {
            let (left, right) = (rank($0.element), rank($1.element))
            return left == right ? $0.offset < $1.offset : left < right
        }
        return inOrder.map(\.element)
    }

    /// As many as are asked for. The one that says why units are left out is always among them.
    private func told(
        _ alternatives: [RoutingExplanation.Alternative]
    ) -> [RoutingExplanation.Alternative] {
        let count = request.policy.alternatives
        let most = alternatives.firstIndex { $0.rivalry == .sendingMost }
        guard let most, most >= count, count > 0 else { return Array(alternatives.prefix(count)) }
        return alternatives.prefix(count - 1) + [alternatives[most]]
    }

    private func hold(of finding: Finding) -> RoutingExplanation.Hold {
        RoutingExplanation.Hold(
            saves: finding.prompt.total - finding.decision.total,
            waits: finding.decision.waits,
            unfilledOtherwise: finding.prompt.unfilledUnits,
            drawback: drawback(of: finding.prompt, against: finding)
        )
    }

    /// Why another decision was not taken; `nil` where nothing speaks against it.
    private func drawback(
        of other: RoutingDecision,
        against finding: Finding
    ) -> RoutingExplanation.Drawback? {
        let decision = finding.decision
        if other.cost == decision.cost { return .tie(.ids) }
        if other.cost < decision.cost {
            let savesTooLittle = decision.waits == 0 || !isWorthWaiting(other, finding.prompt)
            return other.waits > 0 && savesTooLittle ? .savesTooLittle : nil
        }
        let ties = request.policy.ties
        let beforeTies = request.policy.aim == .cost ? 2 : 1
        guard let part = other.cost.firstPart(unlike: decision.cost),
            ties.indices.contains(part - beforeTies)
        else { return .aim }
        return .tie(.rule(ties[part - beforeTies]))
    }

    /// Whether one parcel more would carry units that are left out, and no other decision does.
    private func isLimitedByParcels(_ decision: RoutingDecision) -> Bool {
        guard !decision.unfilled.isEmpty,
            decision.parcels.count >= request.policy.mostParcels,
            decision.isProved || sendsMostThatParcelsCarry(decision)
        else { return false }
        var larger = request
        larger.policy.mostParcels += 1
        guard larger.isWithinRange else { return false }
        var decider = Decider(larger, work)
        let other = decider.decide(of: 1).decision
        return other.unfilledUnits < decision.unfilledUnits
    }
}

extension Decider {
    /// Whether the parcels that are allowed could not carry more, whichever they were.
    fileprivate func sendsMostThatParcelsCarry(_ decision: RoutingDecision) -> Bool {
        let problem = (patient ?? prompt).problem
        let wanted = items.reduce(0) { $0 + $1.quantity }
        let largest = problem.candidates.map(problem.capacity(of:)).sorted(by: >)
            .prefix(max(0, request.policy.mostParcels))
        return wanted - decision.unfilledUnits >= largest.reduce(0) { min($0 + $1, wanted) }
    }
}

extension Cost {
    /// The position of the first part that differs.
    fileprivate func firstPart(unlike other: Cost) -> Int? {
        let parts = zip(
            [first, second, third, fourth, fifth],
            [other.first, other.second, other.third, other.fourth, other.fifth]
        )
        return parts.enumerated().first { $0.element.0 != $0.element.1 }?.offset
    }
}
