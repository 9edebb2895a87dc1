/// How other systems choose sites: one rule, without weighing costs. What is on the shelf goes first,
/// then what is still to arrive, each by the service that is cheapest for the parcel.
enum RoutingBaseline: String, CaseIterable {
    /// The shape of Magento's distance algorithm.
    case nearest = "greedy nearest"
    /// The shape of Magento's default.
    case priority = "priority order"
    /// The shape of Shopify's and Salesforce's.
    case fewestSplits = "fewest splits, then nearest"

    /// A day on which a parcel may leave a site, with what is there by then and not before.
    private struct Wave {
        let site: RoutingInstance.Warehouse
        let day: Int
        let isLater: Bool
        /// By SKU.
        let stock: [String: Int]
    }

    func parcels(for instance: RoutingInstance) -> [BenchParcel] {
        var missing: [String: Int] = [:]
        for line in instance.order.lines { missing[line.id] = line.qty }
        var waves = instance.warehouses.filter(\.eligible).flatMap { Self.waves(of: $0, instance) }
        var parcels: [BenchParcel] = []
        while missing.values.contains(where: { $0 > 0 }),
            let index = waves.indices.min(by: { left, right in
                rank(waves[left], missing, instance) < rank(waves[right], missing, instance)
            })
        {
            let wave = waves.remove(at: index)
            // A line that no service may carry from here is left for the sites after it.
            guard let parcel = cheapest(units(of: missing, in: wave, instance), wave, instance)
            else { continue }
            for (line, units) in parcel.lines { missing[line, default: 0] -= units }
            parcels.append(parcel)
        }
        return parcels
    }

    private static func waves(
        of site: RoutingInstance.Warehouse,
        _ instance: RoutingInstance
    ) -> [Wave] {
        let ready = instance.readyDay(of: site)
        var stocks: [Int: [String: Int]] = [ready: site.stock]
        for (sku, restock) in site.restock {
            stocks[max(ready, restock.day), default: [:]][sku, default: 0] += restock.qty
        }
        return stocks.sorted { $0.key < $1.key }.map { day, stock in
            Wave(site: site, day: day, isLater: day > ready, stock: stock)
        }
    }

    private func rank(
        _ wave: Wave,
        _ missing: [String: Int],
        _ instance: RoutingInstance
    ) -> (Int, Int, Double) {
        let phase = wave.isLater ? 1 : 0
        return switch self {
        case .nearest: (phase, 0, instance.distance(to: wave.site))
        case .priority: (phase, wave.site.priority, 0)
        case .fewestSplits:
            (
                phase,
                -units(of: missing, in: wave, instance).values.reduce(0, +),
                instance.distance(to: wave.site)
            )
        }
    }

    private func units(
        of missing: [String: Int],
        in wave: Wave,
        _ instance: RoutingInstance
    ) -> [String: Int] {
        var units: [String: Int] = [:]
        for line in instance.order.lines {
            let taken = min(missing[line.id] ?? 0, wave.stock[line.sku] ?? 0)
            if taken > 0 { units[line.id] = taken }
        }
        return units
    }

    private func cheapest(
        _ units: [String: Int],
        _ wave: Wave,
        _ instance: RoutingInstance
    ) -> BenchParcel? {
        let parcels = instance.services.compactMap { service -> (cost: Int, parcel: BenchParcel)? in
            var units = units
            if service.air {
                for line in instance.order.lines where line.groundOnly { units[line.id] = nil }
            }
            let parcel = BenchParcel(
                warehouse: wave.site.id,
                service: service.id,
                shipDay: wave.day,
                lines: units
            )
            guard !units.isEmpty, let cost = instance.cost(of: [parcel]) else { return nil }
            return (cost, parcel)
        }
        return parcels.min { $0.cost < $1.cost }?.parcel
    }
}
