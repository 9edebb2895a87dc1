extension RoutingRequest {
    /// The best decision with the reasons for it.
    package func explain() -> (decision: RoutingDecision, explanation: RoutingExplanation) {
        let decision = decide()
        return (
            decision,
            RoutingExplanation(
                rejected: rejected,
                alternatives: alternatives(to: decision),
                tie: tie(of: decision),
                hold: hold(of: decision)
            )
        )
    }

    // MARK: - Rejected sites

    private var rejected: [RoutingExplanation.Rejected] {
        guard order.lines.contains(where: { $0.quantity > 0 }) else { return [] }
        let candidates = Candidates(self, longestWait: policy.hold.longestWait)
        let useful = Set(candidates.parcels.map(\.site.id))
        let offered = Dictionary(grouping: services, by: \.site)
        return sites.filter { !useful.contains($0.id) }.sorted { $0.id < $1.id }.map { site in
            var request = self
            request.sites = [site]
            request.services = offered[site.id] ?? []
            return RoutingExplanation.Rejected(site: site.id, reason: request.reason(against: site))
        }
    }

    /// Why nothing can be sent from the only site of the request.
    private func reason(against site: Site) -> RoutingExplanation.Reason {
        if let constraint = rejections.sites[site.id] { return .constraint(constraint) }
        var patient = self
        // What lateness costs does not matter here, and days may be far off.
        patient.policy.promise = .soft(late: 0)
        var punctual = patient
        if policy.promise == .hard { punctual.policy.promise = .hard }
        if punctual.hasCandidates(longestWait: .max) { return .waitsTooLong }
        if patient.hasCandidates(longestWait: .max) { return .tooLate }
        if !hasStock { return .noStock }
        return rejectingConstraint.map { .constraint($0) } ?? .noService
    }

    private func hasCandidates(longestWait: Int) -> Bool {
        !Candidates(self, longestWait: longestWait).parcels.isEmpty
    }

    private var hasStock: Bool {
        sites.contains { site in
            order.lines.contains { line in
                let coming = site.restocks.filter { $0.sku == line.sku }
                let all = coming.reduce(site.stock[line.sku] ?? 0) { $0 + $1.quantity }
                return all > policy.reserveBelow
            }
        }
    }

    /// The constraint that rules out the first service of the only site, or its first line.
    private var rejectingConstraint: String? {
        for offer in services.sorted(by: { $0.service < $1.service }) {
            let from = Rejections.ServiceFrom(site: offer.site, service: offer.service)
            if let constraint = rejections.services[from] { return constraint }
            let lines = rejections.lines[from] ?? [:]
            if let first = lines.keys.min() { return lines[first] }
        }
        return nil
    }

    // MARK: - Alternatives

    private func alternatives(to decision: RoutingDecision) -> [RoutingExplanation.Alternative] {
        // Each is a decision of its own, which takes as long as the first.
        guard policy.alternatives > 0 else { return [] }
        var found: [RoutingExplanation.Alternative] = []
        for parcel in decision.parcels {
            var request = self
            request.rejections.services[
                Rejections.ServiceFrom(site: parcel.site, service: parcel.service)
            ] = "alternative"
            let other = request.decide()
            guard !found.contains(where: { $0.decision.parcels == other.parcels }) else { continue }
            found.append(
                RoutingExplanation.Alternative(
                    withoutSite: parcel.site,
                    withoutService: parcel.service,
                    decision: other,
                    delta: other.total - decision.total
                )
            )
        }
        func rank(_ other: RoutingExplanation.Alternative) -> (Int, Int) {
            (policy.sendsMostUnits ? other.decision.unfilledUnits : 0, other.delta)
        }
        let inOrder = found.enumerated().sorted {
            let (left, right) = (rank($0.element), rank($1.element))
            return left == right ? $0.offset < $1.offset : left < right
        }
        return Array(inOrder.map(\.element).prefix(policy.alternatives))
    }

    // MARK: - Ties and waiting

    /// The tie with which the decision was taken, where without ties it would have been another of
    /// the same cost.
    private func tie(of decision: RoutingDecision) -> RoutingPolicy.Tie? {
        func isAnother(with ties: Int) -> Bool {
            var request = self
            request.policy.ties = Array(policy.ties.prefix(ties))
            let other = request.decide()
            return other.parcels != decision.parcels && other.total == decision.total
        }
        guard isAnother(with: 0) else { return nil }
        return policy.ties.indices.first { !isAnother(with: $0 + 1) }.map { policy.ties[$0] }
    }

    private func hold(of decision: RoutingDecision) -> RoutingExplanation.Hold? {
        guard let waits = decision.parcels.map(\.waits).max(), waits > 0 else { return nil }
        var request = self
        request.policy.hold = .never
        return RoutingExplanation.Hold(saves: request.decide().total - decision.total, waits: waits)
    }
}
