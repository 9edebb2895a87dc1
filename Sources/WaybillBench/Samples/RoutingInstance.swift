import Foundation
import WaybillRouting

/// An order with its sites, in the format of the shared routing benchmark: money in cents, days from
/// today, distances in a plane of kilometres.
struct RoutingInstance: Decodable {
    struct Line: Decodable {
        let id: String
        let sku: String
        let qty: Int
        let grams: Int
        let groundOnly: Bool
    }

    struct Order: Decodable {
        let lines: [Line]
        let dest: [Double]
        let placedMinute: Int
        let promiseDay: Int
    }

    struct Restock: Decodable {
        let day: Int
        let qty: Int
    }

    struct Warehouse: Decodable {
        let id: String
        let at: [Double]
        let priority: Int
        let eligible: Bool
        let cutoffMinute: Int
        let handling: Int
        let pick: Int
        let stock: [String: Int]
        let restock: [String: Restock]
    }

    struct Service: Decodable {
        let id: String
        let air: Bool
        let perParcel: Int
        let perKgZone: Int
        let transitDays: [Int]
    }

    struct Policy: Decodable {
        let promise: String
        let maxParcels: Int
        let splitPenalty: Int
        let latePerUnitDay: Int
        let cancelPerUnit: Int
    }

    let id: String
    let order: Order
    let warehouses: [Warehouse]
    let services: [Service]
    let policy: Policy

    /// All instances of a folder, by their ids.
    static func all(in folder: String) throws -> [RoutingInstance] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            let file = URL(filePath: folder).appending(path: name)
            return try decoder.decode(RoutingInstance.self, from: Data(contentsOf: file))
        }
    }

    /// The instance as what is decided.
    var request: RoutingRequest {
        var policy = RoutingPolicy(
            promise: policy.promise == "hard" ? .hard : .soft(late: policy.latePerUnitDay),
            mostParcels: policy.maxParcels,
            hold: .upTo(days: 365, onlyIfSaves: 0),
            unfilledCost: policy.cancelPerUnit
        )
        policy.splitPenalty = self.policy.splitPenalty
        return RoutingRequest(
            order: RoutingOrder(
                lines: order.lines.map {
                    .init(id: $0.id, sku: $0.sku, quantity: $0.qty, grams: $0.grams)
                },
                promisedBy: order.promiseDay
            ),
            sites: warehouses.map(site),
            services: warehouses.flatMap { site in services.map { offer(of: $0, from: site) } },
            policy: policy,
            rejections: rejections
        )
    }

    func distance(to warehouse: Warehouse) -> Double {
        guard order.dest.count == 2, warehouse.at.count == 2 else { return 0 }
        return hypot(order.dest[0] - warehouse.at[0], order.dest[1] - warehouse.at[1])
    }

    /// The first day on which a parcel leaves.
    func readyDay(of warehouse: Warehouse) -> Int {
        order.placedMinute <= warehouse.cutoffMinute ? 0 : 1
    }

    /// From 1 to 7.
    func zone(of warehouse: Warehouse) -> Int {
        let ends: [Double] = [240, 480, 970, 1600, 2250, 2900]
        return 1 + ends.filter { distance(to: warehouse) > $0 }.count
    }

    func transitDays(of service: Service, from warehouse: Warehouse) -> Int {
        let zone = zone(of: warehouse)
        return service.transitDays.indices.contains(zone - 1) ? service.transitDays[zone - 1] : 0
    }

    private func site(_ warehouse: Warehouse) -> Site {
        Site(
            id: warehouse.id,
            priority: warehouse.priority,
            readyOn: readyDay(of: warehouse),
            metres: Int(distance(to: warehouse) * 1_000),
            handling: warehouse.handling,
            picking: warehouse.pick,
            stock: warehouse.stock,
            restocks: warehouse.restock.sorted { $0.key < $1.key }.map {
                .init(sku: $0.key, day: $0.value.day, quantity: $0.value.qty)
            }
        )
    }

    private func offer(of service: Service, from warehouse: Warehouse) -> ServiceOffer {
        ServiceOffer(
            site: warehouse.id,
            service: service.id,
            perParcel: service.perParcel,
            perKilogram: service.perKgZone * zone(of: warehouse),
            transitDays: transitDays(of: service, from: warehouse)
        )
    }

    private var rejections: Rejections {
        var rejections = Rejections()
        let grounded = order.lines.filter(\.groundOnly)
        for warehouse in warehouses {
            if !warehouse.eligible { rejections.sites[warehouse.id] = "open" }
            for service in services where service.air {
                let from = Rejections.ServiceFrom(site: warehouse.id, service: service.id)
                for line in grounded { rejections.lines[from, default: [:]][line.id] = "ground" }
            }
        }
        return rejections
    }
}
