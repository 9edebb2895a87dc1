import WaybillRouting

/// What a decision costs and whether it may be carried out, from the request alone: written against
/// the description of the model, and not against the search.
struct Evaluator {
    let request: RoutingRequest

    /// The cost of some parcels, in money; `nil` when they break a limit.
    func total(of parcels: [RoutingDecision.Parcel]) -> Int? {
        guard parcels.count <= request.policy.mostParcels else { return nil }
        var missing: [String: Int] = [:]
        for line in request.order.lines { missing[line.id] = line.quantity }
        var total = max(0, parcels.count - 1) * request.policy.splitPenalty
        var leaving: [String: [(day: Int, units: Int)]] = [:]
        for parcel in parcels {
            guard let cost = cost(of: parcel) else { return nil }
            total += cost
            for (line, units) in parcel.units {
                guard units > 0, let known = request.order.lines.first(where: { $0.id == line })
                else { return nil }
                missing[line, default: 0] -= units
                leaving["\(parcel.site)/\(known.sku)", default: []].append((parcel.shipsOn, units))
            }
        }
        for (key, units) in leaving {
            for (day, _) in units {
                let left = units.filter { $0.day <= day }.reduce(0) { $0 + $1.units }
                if left > available(key, by: day) { return nil }
            }
        }
        guard missing.values.allSatisfy({ $0 >= 0 }) else { return nil }
        return total + missing.values.reduce(0, +) * (request.policy.unfilledCost ?? 0)
    }

    private func cost(of parcel: RoutingDecision.Parcel) -> Int? {
        let from = Rejections.ServiceFrom(site: parcel.site, service: parcel.service)
        guard let site = request.sites.first(where: { $0.id == parcel.site }),
            let service = request.services.first(where: {
                $0.site == parcel.site && $0.service == parcel.service
            }),
            request.rejections.sites[site.id] == nil, request.rejections.services[from] == nil,
            parcel.shipsOn >= site.readyOn, !parcel.units.isEmpty,
            parcel.shipsOn - site.readyOn <= longestWait
        else { return nil }
        let arrival = parcel.shipsOn + service.transitDays
        let late = request.order.promisedBy.map { max(0, arrival - $0) } ?? 0
        var cost = service.perParcel + site.handling
        for (line, units) in parcel.units {
            guard let known = request.order.lines.first(where: { $0.id == line }),
                request.rejections.lines[from]?[line] == nil
            else { return nil }
            var unit = (service.perKilogram * known.grams + 500) / 1_000 + site.picking
            switch request.policy.promise {
            case .hard: if late > 0 { return nil }
            case .soft(let price): unit += late * price
            }
            cost += unit * units
        }
        return cost
    }

    private var longestWait: Int {
        switch request.policy.hold {
        case .never: 0
        case .upTo(let days, _): days
        }
    }

    private func available(_ key: String, by day: Int) -> Int {
        let parts = key.split(separator: "/").map(String.init)
        guard let site = request.sites.first(where: { $0.id == parts[0] }) else { return 0 }
        let arrived = site.restocks.filter { $0.sku == parts[1] && $0.day <= day }
            .reduce(0) { $0 + $1.quantity }
        return (site.stock[parts[1]] ?? 0) + arrived - request.policy.reserveBelow
    }
}
