import CEL
import WaybillModel
import WaybillRouting

/// Why other decisions were not taken.
extension AllocationPlan {
    func alternative(_ other: RoutingExplanation.Alternative) -> JSON {
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
            ("proved", .bool(other.decision.isProved)),
            ("why", .string(why(not: other))),
        ])
    }

    private func why(not other: RoutingExplanation.Alternative) -> String {
        var why: [String] = []
        if case .without(let site, let service) = other.rivalry {
            why.append("without \(site) by \(service)")
        }
        why += [units(of: other.decision)].compactMap(\.self)
        if other.decision.unfilled.isEmpty, decision.isPromiseMet, !other.decision.isPromiseMet {
            why.append("after the promised day")
        }
        if other.decision.waits > decision.waits { why.append("waits \(other.decision.waits)d") }
        switch other.drawback {
        case .aim where other.decision.unfilledUnits == decision.unfilledUnits:
            why += [aim].compactMap(\.self)
        case .aim: break
        case .savesTooLittle: why.append(saving(by: other))
        case .tie(let tie): why.append("as good but for \(tie.name)")
        }
        if !other.decision.isProved { why.append("there may be a better one") }
        return why.joined(separator: ", ")
    }

    /// How another decision differs in what it leaves out, or that it leaves out as much.
    private func units(of other: RoutingDecision) -> String? {
        let (left, own) = (other.unfilledUnits, decision.unfilledUnits)
        if left < own { return left == 0 ? "sends all" : "sends \(Self.units(own - left)) more" }
        guard left > 0 else { return nil }
        if left == own { return "\(Self.units(left)) left out as well" }
        return "\(Self.units(left)) left out" + (own > 0 ? " instead of \(own)" : "")
    }

    private static func units(_ count: Int) -> String {
        "\(count) \(count == 1 ? "unit" : "units")"
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

    /// What a decision that waits saves, which is not what that must.
    private func saving(by other: RoutingExplanation.Alternative) -> String {
        guard case .upTo(_, let saving) = problem.policy.hold,
            other.delta < 0 || decision.waits > 0
        else {
            return other.delta > 0 ? "and costs more" : "and saves nothing"
        }
        return "and saves less than \(saving.money)"
    }

    /// Why it is worth waiting, where that is not what it saves alone.
    func why(_ hold: RoutingExplanation.Hold) -> String? {
        let more = hold.unfilledOtherwise - decision.unfilledUnits
        if more > 0 {
            let all = decision.unfilled.isEmpty ? "" : " of \(hold.unfilledOtherwise)"
            return "sends \(Self.units(more))\(all) that would be left out"
        }
        guard hold.saves <= 0 else { return nil }
        return switch hold.drawback {
        case .aim: nearness
        case .tie(.ids): "as good as without, but for site_id"
        case .tie(let tie): "better by \(tie.name)"
        case .savesTooLittle, nil: nil
        }
    }

    /// What is better about a decision, where that is not its cost.
    private var nearness: String? {
        switch problem.policy.aim {
        case .cost: nil
        case .distance: "sends from nearer"
        case .priority: "sends from sites of an earlier priority"
        case .parcels: "sends fewer parcels"
        }
    }

    /// Why units are left out that could be sent.
    var dearer: String? {
        let most = explanation.alternatives.first { $0.rivalry == .sendingMost }
        guard let most else { return nil }
        let more = decision.unfilledUnits - most.decision.unfilledUnits
        let sent = most.decision.unfilled.isEmpty ? "all" : "\(Self.units(more)) more"
        let cost =
            switch most.drawback {
            case .aim: "costs \(problem.money.text(most.delta)) more"
            case .tie(let tie): "costs as much, and is worse by \(tie.name)"
            case .savesTooLittle: "waits \(most.decision.waits)d, \(saving(by: most))"
            }
        return "sending \(sent) \(cost)"
    }
}

extension RoutingExplanation.DecidingTie {
    /// As the policy has it.
    var name: String {
        let tie = AllocationPolicy.Tie.allCases.first { tie in
            switch self {
            case .rule(let rule): RoutingPolicy.Tie(tie) == rule
            case .ids: tie == .siteID
            }
        }
        return tie?.rawValue ?? ""
    }
}
