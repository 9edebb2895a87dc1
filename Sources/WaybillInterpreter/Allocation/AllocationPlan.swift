import CEL
import WaybillModel
import WaybillRouting

/// What an allocation comes to, written as `AllocationShape.plan` has it.
struct AllocationPlan {
    let problem: AllocationProblem
    let decision: RoutingDecision
    let explanation: RoutingExplanation
    let sites: [String: GivenSite]
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
    func shipsAt(_ parcel: RoutingDecision.Parcel) -> Timestamp {
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
    /// what they say, so that the order of the input says nothing. The fields of each stand in the order
    /// in which they are declared, then by their names.
    private func lines(_ units: [String: Int]) -> JSON {
        .array(
            inOrder.compactMap { line in
                units[line.id].map { units in
                    line.given.json.withMembers(inOrderOf: AllocationShape.line)
                        .replacing("quantity", .number(String(units)))
                }
            }
        )
    }

    func money(_ units: Int) -> JSON { problem.money.amount(units) }
}
