/// Takes decisions about one request, all of them within one budget of work.
struct Decider {
    /// A decision, and the best one in which no parcel waits.
    struct Finding {
        let decision: RoutingDecision
        let prompt: RoutingDecision
        /// Whether the work was spent so early that a better decision may lie close by.
        let isCutShort: Bool

        /// With a better decision, of which is known what was of this one.
        func improved(by better: RoutingDecision) -> Finding {
            let improved = better.with(
                isProved: false,
                lowerBound: decision.lowerBound,
                nodes: decision.nodes + better.nodes
            )
            let isPromptBetter = better.waits == 0 && better.cost < prompt.cost
            return Finding(
                decision: improved,
                prompt: isPromptBetter ? improved : prompt,
                isCutShort: isCutShort
            )
        }
    }

    let request: RoutingRequest
    let items: [Candidates.Item]
    let pricing: Pricing
    let prompt: Candidates
    /// With parcels that wait, too; `nil` where none may, or none could.
    let patient: Candidates?
    private(set) var work: WorkBudget

    init(_ request: RoutingRequest, _ work: WorkBudget = Self.workOfAPlan) {
        self.request = request
        self.work = work
        items = request.items
        pricing = Pricing(request)
        prompt = Candidates(request, items, longestWait: 0)
        let longestWait = request.policy.hold.longestWait
        let patient = longestWait > 0 ? Candidates(request, items, longestWait: longestWait) : nil
        self.patient = patient?.parcels.count == prompt.parcels.count ? nil : patient
    }

    /// The sites that something can be sent from.
    var usefulSites: Set<String> { Set((patient ?? prompt).parcels.lazy.map(\.site.id)) }

    /// The best decision that the searches find: first without waiting, then, where the policy allows
    /// it and it saves enough, with parcels that wait for goods. It takes so many parts at most of what is
    /// left of the work.
    mutating func decide(
        without origin: Rejections.ServiceFrom? = nil,
        _ count: Int = 1,
        of parts: Int
    ) -> Finding {
        work.withShare(count, of: parts) { [self] work in
            let now = work.withShare(of: patient == nil ? 1 : 2) {
                solve(prompt, without: origin, &$0)
            }
            guard let patient, case .upTo(_, let saving) = request.policy.hold else {
                return Finding(decision: now.0, prompt: now.0, isCutShort: now.isCutShort)
            }
            let later = work.withShare(of: request.policy.aim == .cost ? 1 : 2) {
                solve(patient, without: origin, &$0)
            }
            // The search with parcels that wait may find a better one without.
            let soonest = later.0.waits == 0 && later.0.cost < now.0.cost ? later.0 : now.0
            var decision = choose(soonest, later.0, onlyIfSaves: saving)
            if isContested(decision, soonest, later.0) {
                decision = thriftier(than: soonest, by: saving, later.0, without: origin, &work)
            }
            return Finding(
                decision: decision,
                prompt: soonest,
                isCutShort: now.isCutShort || later.isCutShort
            )
        }
    }

    /// What is found about another request, with so many parts at most of what is left of the work.
    mutating func decide(_ other: RoutingRequest, of parts: Int) -> Finding {
        work.withShare(of: parts) { share in
            var decider = Decider(other, share)
            let finding = decider.decide(of: 1)
            share = decider.work
            return finding
        }
    }

    private func solve(
        _ candidates: Candidates,
        without origin: Rejections.ServiceFrom?,
        _ work: inout WorkBudget
    ) -> (RoutingDecision, isCutShort: Bool) {
        let sourcing = candidates.problem.solve(nodes: request.policy.nodes, &work) {
            candidates.parcels[$0].origin == origin
        }
        let decision = RoutingDecision(sourcing, of: candidates, pricing, request.policy)
        return (decision, sourcing.isCutShort)
    }

    /// The one that waits if it is worth that, with what is known of both: either may be better than
    /// the search found.
    private func choose(
        _ now: RoutingDecision,
        _ later: RoutingDecision,
        onlyIfSaves saving: Int
    ) -> RoutingDecision {
        let nodes = now.nodes + later.nodes
        guard !request.policy.sendsMostUnits, let nowBound = now.lowerBound,
            let laterBound = later.lowerBound
        else {
            let areProved = now.isProved && later.isProved
            let bounds = areProved ? [] : [now.lowerBound, later.lowerBound].compactMap(\.self)
            return (isWorthWaiting(later, now) ? later : now)
                .with(isProved: areProved, lowerBound: bounds.min(), nodes: nodes)
        }
        if saves(later, against: now, saving) {
            // Without waiting nothing may cost so little that it saves too little.
            let isSure = max(nowBound, laterBound) - later.total >= saving
            return later.with(isProved: later.isProved && isSure, nodes: nodes)
        }
        let isSure = later.isProved || now.total - laterBound < saving
        return now.with(
            isProved: now.isProved && isSure,
            lowerBound: isSure ? nowBound : min(nowBound, laterBound),
            nodes: nodes
        )
    }

    /// Whether a decision that waits may be taken rather than one that does not, by what it saves, or
    /// by what it sends where that counts for more.
    func isWorthWaiting(_ later: RoutingDecision, _ now: RoutingDecision) -> Bool {
        guard case .upTo(_, let saving) = request.policy.hold else { return false }
        guard request.policy.sendsMostUnits, later.unfilledUnits != now.unfilledUnits else {
            return saves(later, against: now, saving)
        }
        return later.unfilledUnits < now.unfilledUnits
    }

    private func saves(
        _ later: RoutingDecision,
        against now: RoutingDecision,
        _ saving: Int
    ) -> Bool {
        later.parcels != now.parcels && now.total - later.total >= saving
            && (later.total < now.total || later.cost < now.cost)
    }

    /// What takes less than a second.
    static let workOfAPlan = WorkBudget(12_000_000)
}

extension RoutingRequest {
    /// The best decision that the policy's search finds.
    package func decide() -> RoutingDecision {
        var decider = Decider(self)
        return decider.decide(3, of: 4).decision
    }
}
