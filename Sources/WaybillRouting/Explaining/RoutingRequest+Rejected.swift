extension RoutingRequest {
    /// The sites that nothing can be sent from, which are all but some, by their ids, and why. The
    /// order's products are split up like that.
    func rejectedSites(
        but useful: Set<String>,
        _ items: [Candidates.Item]
    ) -> [RoutingExplanation.Rejected] {
        guard order.lines.contains(where: { $0.quantity > 0 }) else { return [] }
        let offered = Dictionary(grouping: services, by: \.site)
        return sites.filter { !useful.contains($0.id) }.sorted { $0.id < $1.id }.map { site in
            var request = self
            request.sites = [site]
            request.services = offered[site.id] ?? []
            let reason = request.reason(against: site, items)
            return RoutingExplanation.Rejected(site: site.id, reason: reason)
        }
    }

    /// Why nothing can be sent from the only site of the request.
    private func reason(
        against site: Site,
        _ items: [Candidates.Item]
    ) -> RoutingExplanation.Reason {
        if let constraint = rejections.sites[site.id] { return .constraint(constraint) }
        var patient = self
        // What lateness costs does not matter here, and days may be far off.
        patient.policy.promise = .soft(late: 0)
        var punctual = patient
        if policy.promise == .hard { punctual.policy.promise = .hard }
        if punctual.hasCandidates(items) { return .waitsTooLong }
        if patient.hasCandidates(items) { return .tooLate }
        let lines = order.lines.filter { isStocked($0.sku, at: site) }
        guard !lines.isEmpty else {
            let isKeptBack = order.lines.contains { units(of: $0.sku, at: site) > 0 }
            return isKeptBack ? .keptBack : .noStock
        }
        return rejectingConstraint(of: lines).map { .constraint($0) } ?? .noService
    }

    /// Whether anything can be sent, however long it waits.
    private func hasCandidates(_ items: [Candidates.Item]) -> Bool {
        !Candidates(self, items, longestWait: .max).parcels.isEmpty
    }

    /// Whether a site has more of a product than is kept back there, now or later.
    private func isStocked(_ sku: String, at site: Site) -> Bool {
        units(of: sku, at: site) > policy.reserveBelow
    }

    /// How many a site has, or will have.
    private func units(of sku: String, at site: Site) -> Int {
        let coming = site.restocks.filter { $0.sku == sku }
        return coming.reduce(site.stock[sku] ?? 0) { $0 + $1.quantity }
    }

    /// The constraint that rules out the first service of the only site, or the first of some lines.
    private func rejectingConstraint(of lines: [RoutingOrder.Line]) -> String? {
        for offer in services.sorted(by: { $0.service < $1.service }) {
            let from = Rejections.ServiceFrom(site: offer.site, service: offer.service)
            if let constraint = rejections.services[from] { return constraint }
            let rejected = lines.filter { rejections.lines[from]?[$0.id] != nil }
            if let first = rejected.map(\.id).min() { return rejections.lines[from]?[first] }
        }
        return nil
    }
}
