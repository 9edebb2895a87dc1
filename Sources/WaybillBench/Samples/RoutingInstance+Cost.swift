/// A parcel of a decision, in the format of the shared routing benchmark.
struct BenchParcel: Codable {
    let warehouse: String
    let service: String
    let shipDay: Int
    var lines: [String: Int]
}

extension RoutingInstance {
    /// What parcels cost; `nil` when they are too many or late where they may not be. That stock is
    /// there is for who makes them to see to.
    func cost(of parcels: [BenchParcel]) -> Int? {
        guard parcels.count <= policy.maxParcels else { return nil }
        var cost = max(0, parcels.count - 1) * policy.splitPenalty
        var missing = order.lines.reduce(0) { $0 + $1.qty }
        for parcel in parcels {
            guard let warehouse = warehouses.first(where: { $0.id == parcel.warehouse }),
                let service = services.first(where: { $0.id == parcel.service })
            else { return nil }
            let arrival = parcel.shipDay + transitDays(of: service, from: warehouse)
            let late = max(0, arrival - order.promiseDay)
            if late > 0, policy.promise == "hard" { return nil }
            cost += service.perParcel + warehouse.handling
            for line in order.lines {
                let units = parcel.lines[line.id] ?? 0
                let weight = service.perKgZone * line.grams * zone(of: warehouse) / 1_000
                cost += units * (weight + warehouse.pick + late * policy.latePerUnitDay)
                missing -= units
            }
        }
        return cost + missing * policy.cancelPerUnit
    }
}
