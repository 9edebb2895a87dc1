extension RoutingDecision {
    init(
        _ sourcing: Sourcing,
        of candidates: Candidates,
        _ pricing: Pricing,
        _ policy: RoutingPolicy
    ) {
        var missing: [[Int]] = candidates.items.map { $0.lines.map(\.quantity) }
        parcels = sourcing.parcels.map { sent in
            let parcel = candidates.parcels[sent.candidate]
            var cost = pricing.money(of: parcel)
            var units: [String: Int] = [:]
            for (index, item) in candidates.items.enumerated() {
                cost += pricing.money(ofUnit: item, in: parcel) * sent.units[index]
                var left = sent.units[index]
                for (position, line) in item.lines.enumerated() {
                    let taken = min(left, missing[index][position])
                    guard taken > 0 else { continue }
                    units[line.id] = taken
                    missing[index][position] -= taken
                    left -= taken
                }
            }
            return Parcel(
                site: parcel.site.id,
                service: parcel.service.service,
                shipsOn: parcel.shipsOn,
                arrivesOn: parcel.arrivesOn,
                units: units,
                cost: cost,
                waits: parcel.waits
            )
        }
        var unfilled: [String: Int] = [:]
        for (index, item) in candidates.items.enumerated() {
            for (position, line) in item.lines.enumerated() where missing[index][position] > 0 {
                unfilled[line.id] = missing[index][position]
            }
        }
        self.unfilled = unfilled
        let left = unfilled.values.reduce(0, +)
        let splits = pricing.splitPenalties(of: parcels.count)
        total = parcels.reduce(splits + left * policy.unfilledPrice) { $0 + $1.cost.total }
        let isLate = sourcing.parcels.contains {
            pricing.daysLate(candidates.parcels[$0.candidate]) > 0
        }
        isPromiseMet = !isLate && unfilled.isEmpty
        isProved = sourcing.isProved
        cost = sourcing.cost
        lowerBound =
            policy.aim == .cost ? pricing.lowerBound(sourcing.lowerBound, leaving: left) : nil
        nodes = sourcing.nodes
        kind =
            if parcels.isEmpty, !unfilled.isEmpty {
                .unfilled
            } else if !unfilled.isEmpty {
                .partial
            } else if parcels.contains(where: { $0.waits > 0 }) {
                .hold
            } else if parcels.count > 1 {
                .split
            } else {
                .ship
            }
    }
}

extension ParcelCost {
    fileprivate static func += (left: inout ParcelCost, right: ParcelCost) {
        left.parcel += right.parcel
        left.handling += right.handling
        left.weight += right.weight
        left.picking += right.picking
        left.lateness += right.lateness
    }

    fileprivate static func * (cost: ParcelCost, count: Int) -> ParcelCost {
        ParcelCost(
            parcel: cost.parcel * count,
            handling: cost.handling * count,
            weight: cost.weight * count,
            picking: cost.picking * count,
            lateness: cost.lateness * count
        )
    }
}
