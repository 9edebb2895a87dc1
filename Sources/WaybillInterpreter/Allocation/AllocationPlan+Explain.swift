import CEL
import WaybillModel
import WaybillRouting

/// Why a plan is as it is.
extension AllocationPlan {
    var explain: JSON {
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
                        ("why", why(hold).map { .string($0) }),
                    ])
                }
            ),
            ("limit", explanation.isLimitedByParcels ? .string(limit) : nil),
            ("dearer", dearer.map { .string($0) }),
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
        case .keptBack: "kept back by reserve_below"
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
}
