import CEL
import WaybillModel
import WaybillRouting

/// What an allocation comes to, written as `AllocationShape.plan` has it.
struct AllocationPlan {
    private let problem: AllocationProblem
    private let decision: RoutingDecision
    private let explanation: RoutingExplanation
    private let sites: [String: GivenSite]
    private let inOrder: [GivenOrder.Line]

    /// Decides.
    init(_ problem: AllocationProblem) {
        self.problem = problem
        (decision, explanation) = problem.request.explain()
        sites = Dictionary(
            problem.sites.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        inOrder = problem.order.lines.sorted { ($0.sku, $0.id) < ($1.sku, $1.id) }
    }

    func json(of input: AllocationInput) -> JSON {
        let parcels = decision.parcels.enumerated().map { index, parcel in
            self.parcel(parcel, number: problem.allocated.lastNumber + index + 1)
        }
        return .fields([
            ("decision", .string(decision.kind.rawValue)),
            ("parcels", .array(parcels)),
            ("unfilled", lines(decision.unfilled)),
            ("total", money(decision.total)),
            ("promise_by", promisedUntil.map { .string($0.rfc3339) }),
            ("promise_met", .bool(decision.isPromiseMet)),
            ("proved", .bool(decision.isProved)),
            ("lower_bound", decision.lowerBound.map(money)),
            ("nodes", .number(String(decision.nodes))),
            (
                "policy",
                .fields([
                    ("name", .string(problem.policy.name.rawValue)),
                    ("digest", .string(problem.policy.digest.rawValue)),
                ])
            ),
            ("decided_at", .string(problem.now.rfc3339)),
            ("input_digest", .string("sha256:\(input.inOrder.digest)")),
            ("explain", explain),
        ])
    }

    // MARK: - Parcels

    private func parcel(_ parcel: RoutingDecision.Parcel, number: Int) -> JSON {
        .fields([
            ("id", .string("p\(number)")),
            ("site", .string(parcel.site)),
            ("service", .string(parcel.service)),
            ("ship_at", .string(shipsAt(parcel).rfc3339)),
            ("arrive_by", .string(arrivesBy(parcel).rfc3339)),
            ("lines", lines(parcel.units)),
            (
                "cost",
                .fields([
                    ("parcel", money(parcel.cost.parcel)),
                    ("handling", money(parcel.cost.handling)),
                    ("weight", money(parcel.cost.weight)),
                    ("picking", money(parcel.cost.picking)),
                    ("lateness", money(parcel.cost.lateness)),
                    ("total", money(parcel.cost.total)),
                ])
            ),
        ])
    }

    /// At the site's cut-off, or the end of its day; never before now.
    private func shipsAt(_ parcel: RoutingDecision.Parcel) -> Timestamp {
        max(problem.now, sites[parcel.site]?.shipsAt(parcel.shipsOn) ?? problem.now)
    }

    /// At the end of the day of arrival where the customer is; never before it is sent, even where a
    /// parcel crosses the date line within a day.
    private func arrivesBy(_ parcel: RoutingDecision.Parcel) -> Timestamp {
        max(shipsAt(parcel), endOfDay(parcel.arrivesOn))
    }

    /// The end of the promised day where the customer is: the day counts whole.
    private var promisedUntil: Timestamp? {
        problem.order.promisedBy.map { endOfDay($0) }
    }

    private func endOfDay(_ day: Day) -> Timestamp {
        problem.order.clock.moment(of: day, second: WallClock.secondsOfDay - 1)
    }

    /// The order's lines with the units of each, without those that have none: by their SKUs, then by
    /// what they say, so that the order of the input says nothing.
    private func lines(_ units: [String: Int]) -> JSON {
        .array(
            inOrder.compactMap { line in
                units[line.id].map { line.given.json.replacing("quantity", .number(String($0))) }
            }
        )
    }

    private func money(_ units: Int) -> JSON { problem.money.amount(units) }

    // MARK: - Why

    private var explain: JSON {
        .fields([
            (
                "rejected",
                .array(
                    explanation.rejected.map {
                        .fields([
                            ("site", .string($0.site)),
                            ("by", .string(text(of: $0.reason, at: $0.site))),
                        ])
                    }
                )
            ),
            ("alternatives", .array(explanation.alternatives.map(alternative))),
            ("ties", .array(explanation.ties.map { .string($0.name) })),
            (
                "hold",
                explanation.hold.map { hold in
                    let waits = Duration.seconds(hold.waits * WallClock.secondsOfDay)
                    return .fields([
                        ("saves", money(hold.saves)), ("waits", Value.duration(waits).json),
                    ])
                }
            ),
            ("limit", explanation.isLimitedByParcels ? .string(limit) : nil),
        ])
    }

    /// How many parcels the policy allows.
    private var limit: String {
        let (most, standing) = (problem.policy.split.mostParcels, problem.allocated.parcels)
        let allowed = "the policy allows \(most) \(most == 1 ? "parcel" : "parcels")"
        guard standing > 0 else { return allowed }
        return allowed + ", and \(standing) \(standing == 1 ? "stands" : "stand") already"
    }

    /// A constraint's id, or what else it is; no id has spaces.
    private func text(of reason: RoutingExplanation.Reason, at site: String) -> String {
        switch reason {
        case .constraint(let id): id
        case .noStock: "no stock"
        case .tooLate: "too late for the promise"
        case .waitsTooLong: "waits too long for goods"
        case .noService: sites[site].map(noService) ?? "no service"
        }
    }

    /// Why no service goes from a site to the customer.
    private func noService(from site: GivenSite) -> String {
        let services = problem.services
        if services.contains(where: { $0.zone(from: site) != nil }) { return "no service takes it" }
        return switch services.map({ $0.gap(from: site) }).max() {
        case nil: "there are no services"
        case .notFromThere?: "no service is offered from there"
        case .noZone?: "no service has its zone"
        case .tooFar?: "too far for every service"
        case .unknownDistance?:
            problem.order.location == nil
                ? "distance unknown: order.ship_to has no location"
                : "distance unknown: the site has no location"
        }
    }

    private func alternative(_ other: RoutingExplanation.Alternative) -> JSON {
        let parcels = other.decision.parcels.map { parcel in
            JSON.fields([
                ("site", .string(parcel.site)),
                ("service", .string(parcel.service)),
                ("ship_at", .string(shipsAt(parcel).rfc3339)),
            ])
        }
        return .fields([
            ("parcels", .array(parcels)),
            ("total", money(other.decision.total)),
            ("delta", money(other.delta)),
            ("why", .string(why(not: other))),
        ])
    }

    private func why(not other: RoutingExplanation.Alternative) -> String {
        var why = ["without \(other.withoutSite) by \(other.withoutService)"]
        let left = other.decision.unfilledUnits
        if left > 0 { why.append("\(left) \(left == 1 ? "unit" : "units") left out") }
        if left == 0, decision.isPromiseMet, !other.decision.isPromiseMet {
            why.append("after the promised day")
        }
        switch other.drawback {
        case .aim where left == decision.unfilledUnits: why += aim.map { [$0] } ?? []
        case .aim: break
        case .savesTooLittle: why += saving.map { ["waits, and saves less than \($0)"] } ?? []
        case .tie(let tie): why.append("as good but for \(tie.name)")
        case .foundTooLate: why.append("found after the search had ended")
        }
        return why.joined(separator: ", ")
    }

    /// What is worse about a decision that is not as good, where that is not its cost.
    private var aim: String? {
        switch problem.policy.aim {
        case .cost: nil
        case .distance: "further away"
        case .priority: "from sites of a later priority"
        case .parcels: "in more parcels"
        }
    }

    /// What waiting must save.
    private var saving: String? {
        guard case .upTo(_, let saving) = problem.policy.hold else { return nil }
        return saving.money
    }
}

extension RoutingExplanation.DecidingTie {
    /// As the policy has it.
    fileprivate var name: String {
        let tie = AllocationPolicy.Tie.allCases.first { tie in
            switch self {
            case .rule(let rule): RoutingPolicy.Tie(tie) == rule
            case .ids: tie == .siteID
            }
        }
        return tie?.rawValue ?? ""
    }
}
