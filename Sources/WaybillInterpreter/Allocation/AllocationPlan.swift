import CEL
import WaybillModel
import WaybillRouting

/// What an allocation comes to, written as `AllocationShape.plan` has it.
struct AllocationPlan {
    private let problem: AllocationProblem
    private let decision: RoutingDecision
    private let explanation: RoutingExplanation
    private let sites: [String: GivenSite]

    /// Decides.
    init(_ problem: AllocationProblem) {
        self.problem = problem
        (decision, explanation) = problem.request.explain()
        sites = Dictionary(
            problem.sites.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
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
            ("promise_met", .bool(decision.isPromiseMet)),
            ("proved", .bool(decision.isProved)),
            ("lower_bound", money(decision.lowerBound)),
            ("nodes", .number(String(decision.nodes))),
            (
                "policy",
                .fields([
                    ("name", .string(problem.policy.name.rawValue)),
                    ("digest", .string(problem.policy.digest.rawValue)),
                ])
            ),
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
        let end = problem.order.clock.moment(
            of: parcel.arrivesOn,
            second: WallClock.secondsOfDay - 1
        )
        return max(shipsAt(parcel), end)
    }

    /// The order's lines with the units of each, without those that have none.
    private func lines(_ units: [String: Int]) -> JSON {
        .array(
            problem.order.lines.compactMap { line in
                units[line.id].map { line.given.json.replacing("quantity", .number(String($0))) }
            }
        )
    }

    private func money(_ units: Int) -> JSON { problem.money.amount(units) }

    // MARK: - Why

    private var explain: JSON {
        var fields: [(String, JSON)] = [
            (
                "rejected",
                .array(
                    explanation.rejected.map {
                        .fields([("site", .string($0.site)), ("by", .string($0.reason.text))])
                    }
                )
            ),
            ("alternatives", .array(explanation.alternatives.map(alternative))),
            ("ties", .array(explanation.tie.map { [.string($0.rawValue)] } ?? [])),
        ]
        if let hold = explanation.hold {
            let waits = Duration.seconds(hold.waits * WallClock.secondsOfDay)
            fields.append(
                (
                    "hold",
                    .fields([
                        ("saves", money(hold.saves)), ("waits", Value.duration(waits).json),
                    ])
                )
            )
        }
        return .fields(fields)
    }

    private func alternative(_ other: RoutingExplanation.Alternative) -> JSON {
        var why = "without \(other.withoutSite) by \(other.withoutService)"
        let left = other.decision.unfilledUnits
        if left > 0 { why += ", \(left) \(left == 1 ? "unit" : "units") left out" }
        if left == 0, decision.isPromiseMet, !other.decision.isPromiseMet {
            why += ", after the promised day"
        }
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
            ("why", .string(why)),
        ])
    }
}

extension RoutingExplanation.Reason {
    /// A constraint's id, or what else it is; no id has spaces.
    fileprivate var text: String {
        switch self {
        case .constraint(let id): id
        case .noStock: "no stock"
        case .tooLate: "too late for the promise"
        case .waitsTooLong: "waits too long for goods"
        case .noService: "no service reaches the customer"
        }
    }
}

extension AllocationInput {
    /// The same whatever order its sites, services, lines and parcels are given in.
    fileprivate var inOrder: JSON {
        .fields([
            ("order", order.replacing("lines", order["lines"]?.elementsInOrder ?? .null)),
            ("sites", sites.elementsInOrder),
            ("services", services.elementsInOrder),
            ("allocated", allocated?.elementsInOrder ?? .null),
        ])
    }
}

extension JSON {
    fileprivate static func fields(_ fields: [(String, JSON)]) -> JSON {
        .object(fields.map { Member($0.0, $0.1) })
    }

    /// The object with another value for one of its members.
    fileprivate func replacing(_ name: String, _ value: JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.name == name ? Member(name, value) : $0 })
    }

    fileprivate var elementsInOrder: JSON {
        guard case .array(let elements) = self else { return self }
        let keyed = elements.map(\.withSortedMembers).map { ($0.description, $0) }
        return .array(keyed.sorted { $0.0 < $1.0 }.map(\.1))
    }
}
