import Testing

@testable import WaybillRouting

/// When a parcel waits for goods, where something else than cost is made small.
@Suite struct WaitingTests {
    /// One unit, from the nearest, which waits and saves too little, from one that is ready, or from one
    /// that lies between, waits, and saves enough.
    private func request(nearestHas restock: Int) -> RoutingRequest {
        func site(_ id: String, _ metres: Int, _ handling: Int, stock: Int, _ coming: Int) -> Site {
            Site(
                id: id,
                priority: 0,
                readyOn: 0,
                metres: metres,
                handling: handling,
                picking: 0,
                stock: ["tea": stock],
                restocks: [.init(sku: "tea", day: 2, quantity: coming)]
            )
        }
        var policy = RoutingPolicy(
            promise: .soft(late: 0),
            mostParcels: 3,
            hold: .upTo(days: 5, onlyIfSaves: 200),
            unfilledCost: 6_000
        )
        policy.aim = .distance
        return RoutingRequest(
            order: RoutingOrder(
                lines: [.init(id: "l", sku: "tea", quantity: 1, grams: 0)],
                promisedBy: nil
            ),
            sites: [
                site("NEAREST", 111_000, 800, stock: 0, restock),
                site("READY", 556_000, 900, stock: 3, 0),
                site("BETWEEN", 334_000, 400, stock: 0, 3),
            ],
            services: ["NEAREST", "READY", "BETWEEN"].map {
                ServiceOffer(
                    site: $0,
                    service: "post",
                    perParcel: 100,
                    perKilogram: 0,
                    transitDays: 1
                )
            },
            policy: policy
        )
    }

    @Test(arguments: [0, 3])
    func theNearestOfThoseThatSaveEnoughIsTaken(restock: Int) {
        let (decision, explanation) = request(nearestHas: restock).explain()
        #expect(decision.parcels.map(\.site) == ["BETWEEN"])
        #expect(decision.isProved)
        #expect(explanation.hold?.saves == 500)
    }

    @Test(arguments: [1, 2, 3, 5] as [UInt64])
    func noDecisionThatThePolicyAllowsIsBetterThanAProvedOne(seed: UInt64) {
        var random = RandomRequest(seed: seed)
        var between = 0
        for number in 0..<60 {
            var request = random.next()
            request.order = RoutingOrder(
                lines: Array(request.order.lines.prefix(2)),
                promisedBy: request.order.promisedBy
            )
            let saving = 100 * (number % 5)
            request.policy.aim = [.distance, .priority, .parcels][number % 3]
            request.policy.mostParcels = min(2, request.policy.mostParcels)
            request.policy.hold = .upTo(days: 3, onlyIfSaves: saving)
            // Decisions that are equally good cost the same, then.
            request.policy.ties = [.earliestArrival, .lowestCost]
            let prompt = BruteForce(request, longestWait: 0).outcomes
            let patient = BruteForce(request, longestWait: 3).outcomes
            guard let now = prompt.min(by: { $0.cost < $1.cost }) else { continue }
            let allowed = patient.filter {
                $0.unfilled < now.unfilled
                    || $0.unfilled == now.unfilled && now.money - $0.money >= saving
            }
            let best = (allowed.map(\.cost) + [now.cost]).min() ?? now.cost
            let decision = request.decide()
            #expect(!(decision.cost < best))
            #expect(!decision.isProved || decision.cost == best)
            #expect(decision.isProved || request.order.lines.count > 1)
            let unlimited = patient.lazy.map(\.cost).min() ?? now.cost
            if best != now.cost, best != unlimited { between += 1 }
        }
        #expect(between > 0)
    }
}
