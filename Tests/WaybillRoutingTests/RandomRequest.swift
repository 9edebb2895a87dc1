import TestSupport
import WaybillRouting

/// Small requests, made up from a seed: scarce and plentiful stock, restocks, hard and soft promises,
/// lines of one product that some services may not carry.
struct RandomRequest {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> RoutingRequest {
        let lines = (0..<below(3) + 1).map { number in
            RoutingOrder.Line(
                id: "l\(number)",
                sku: "sku\(below(3))",
                quantity: below(3) + 1,
                grams: 100 * (below(3) + 1)
            )
        }
        // The lines of one product are of one product: they weigh the same.
        let grams = Dictionary(
            lines.map { ($0.sku, $0.grams) },
            uniquingKeysWith: { first, _ in first }
        )
        let sameWeight = lines.map {
            RoutingOrder.Line(
                id: $0.id,
                sku: $0.sku,
                quantity: $0.quantity,
                grams: grams[$0.sku] ?? $0.grams
            )
        }
        let skus = Set(lines.map(\.sku)).sorted()
        let sites = (0..<below(4) + 1).map { site("W\($0)", skus) }
        var rejections = Rejections()
        if below(4) == 0 { rejections.sites[sites[0].id] = "open" }
        for site in sites {
            for service in ["slow", "fast"] where below(3) == 0 {
                let from = Rejections.ServiceFrom(site: site.id, service: service)
                let refused = lines.filter { _ in below(2) == 0 }.map { ($0.id, "hazmat") }
                rejections.lines[from] = Dictionary(uniqueKeysWithValues: refused)
            }
        }
        return RoutingRequest(
            order: RoutingOrder(lines: sameWeight, promisedBy: below(5) == 0 ? nil : below(5)),
            sites: sites,
            services: sites.flatMap { services(from: $0.id) },
            policy: policy(),
            rejections: rejections
        )
    }

    private mutating func site(_ id: String, _ skus: [String]) -> Site {
        var stock: [String: Int] = [:]
        var restocks: [Site.Restock] = []
        for sku in skus {
            if below(3) > 0 { stock[sku] = below(5) }
            if below(3) == 0 {
                restocks.append(.init(sku: sku, day: below(4), quantity: below(4) + 1))
            }
        }
        return Site(
            id: id,
            priority: below(3),
            readyOn: below(2),
            metres: 1_000 * below(500),
            handling: 10 * below(30),
            picking: 5 * below(10),
            stock: stock,
            restocks: restocks
        )
    }

    private mutating func services(from site: String) -> [ServiceOffer] {
        [
            ServiceOffer(
                site: site,
                service: "slow",
                perParcel: 300 + 50 * below(4),
                perKilogram: 100 * below(5),
                transitDays: 1 + below(4)
            ),
            ServiceOffer(
                site: site,
                service: "fast",
                perParcel: 600 + 100 * below(4),
                perKilogram: 200 * below(5),
                transitDays: 1
            ),
        ]
    }

    private mutating func policy() -> RoutingPolicy {
        var policy = RoutingPolicy(
            promise: below(3) == 0 ? .hard : .soft(late: 50 * below(5)),
            mostParcels: below(3) + 1,
            hold: below(2) == 0 ? .never : .upTo(days: 1 + below(4), onlyIfSaves: 100 * below(3)),
            unfilledCost: 500 * (below(6) + 1)
        )
        policy.splitPenalty = 100 * below(4)
        policy.reserveBelow = below(4) == 0 ? 1 : 0
        policy.ties = [.fewestParcels, .earliestArrival, .sitePriority]
        return policy
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
