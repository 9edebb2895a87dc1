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
        sites.sorted { $0.id < $1.id }.compactMap { site in
            reason(against: site).map { RoutingExplanation.Rejected(site: site.id, reason: $0) }
        }
    }

    private func reason(against site: Site) -> RoutingExplanation.Reason? {
        if let constraint = rejections.sites[site.id] { return .constraint(constraint) }
        var request = self
        request.sites = [site]
        if !request.hasCandidates(longestWait: policy.hold.longestWait) {
            if request.hasCandidates(longestWait: .max) { return .waitsTooLong }
            var patient = request
            patient.policy.promise = .soft(late: 0)
            if patient.hasCandidates(longestWait: .max) { return .tooLate }
            if !request.hasStock { return .noStock }
            return request.rejectingConstraint.map { .constraint($0) } ?? .noService
        }
        return nil
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
        let own = services.filter { $0.site == sites.first?.id }.sorted { $0.service < $1.service }
        for offer in own {
            let from = Rejections.ServiceFrom(site: offer.site, service: offer.service)
            if let constraint = rejections.services[from] { return constraint }
            let lines = rejections.lines[from] ?? [:]
            if let first = lines.keys.min() { return lines[first] }
        }
        return nil
    }

    // MARK: - Alternatives

    private func alternatives(to decision: RoutingDecision) -> [RoutingExplanation.Alternative] {
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
        let inOrder = found.enumerated().sorted {
            ($0.element.delta, $0.offset) < ($1.element.delta, $1.offset)
        }
        return Array(inOrder.map(\.element).prefix(policy.alternatives))
    }

    // MARK: - Ties and waiting

    /// The first tie without which another decision of the same cost would have been taken.
    private func tie(of decision: RoutingDecision) -> RoutingPolicy.Tie? {
        for count in policy.ties.indices {
            var request = self
            request.policy.ties = Array(policy.ties.prefix(count))
            let other = request.decide()
            if other.parcels != decision.parcels, other.total == decision.total {
                return policy.ties[count]
            }
        }
        return nil
    }

    private func hold(of decision: RoutingDecision) -> RoutingExplanation.Hold? {
        guard let waits = decision.parcels.map(\.waits).max(), waits > 0 else { return nil }
        var request = self
        request.policy.hold = .never
        return RoutingExplanation.Hold(saves: request.decide().total - decision.total, waits: waits)
    }
}

extension RoutingPolicy.Hold {
    fileprivate var longestWait: Int {
        switch self {
        case .never: 0
        case .upTo(let days, _): days
        }
    }
}
