import Testing

@testable import WaybillRouting

/// What is decided where the reasons are told, too.
@Suite struct ExplainedDecisionTests {
    private func site(
        _ id: String,
        _ metres: Int = 0,
        picking: Int = 0,
        _ skus: String...,
        restocks: [Site.Restock] = []
    ) -> Site {
        Site(
            id: id,
            priority: metres,
            readyOn: 0,
            metres: metres,
            handling: 0,
            picking: picking,
            stock: Dictionary(uniqueKeysWithValues: skus.map { ($0, 1) }),
            restocks: restocks
        )
    }

    private func request(
        _ skus: String...,
        from sites: [Site],
        hold: RoutingPolicy.Hold = .never
    ) -> RoutingRequest {
        RoutingRequest(
            order: RoutingOrder(
                lines: skus.map { .init(id: $0, sku: $0, quantity: 1, grams: 0) },
                promisedBy: nil
            ),
            sites: sites,
            services: sites.map {
                ServiceOffer(
                    site: $0.id,
                    service: "post",
                    perParcel: 0,
                    perKilogram: 0,
                    transitDays: 1
                )
            },
            policy: RoutingPolicy(
                promise: .soft(late: 0),
                mostParcels: 3,
                hold: hold,
                unfilledCost: 60
            )
        )
    }

    @Test(arguments: [.distance, .priority, .cost] as [RoutingPolicy.Aim])
    func noParcelIsEmptyThoughNoTieSpeaksAgainstIt(aim: RoutingPolicy.Aim) {
        let sites = [site("ALL", 5, picking: 5, "a", "b"), site("A", 1, "a"), site("B", 1, "b")]
        var request = request("a", "b", from: sites)
        request.policy.aim = aim
        #expect(request.decide().parcels.map(\.site) == ["A", "B"])
        #expect(request.explain().decision.parcels.map(\.site) == ["A", "B"])
    }

    /// Each step from the pair that is found first to the better pair leaves units out.
    @Test(arguments: [0, 3])
    func aBetterDecisionThatIsComeUponForItsAlternativesIsTaken(alternatives: Int) {
        let sites = [
            site("FIRST", picking: 8, "a", "b"), site("REST", picking: 12, "c", "d"),
            site("EVEN", picking: 9, "a", "c"), site("ODD", picking: 9, "b", "d"),
        ]
        var request = request("a", "b", "c", "d", from: sites)
        request.policy.mostParcels = 2
        request.policy.nodes = 0
        request.policy.alternatives = alternatives
        #expect(request.decide().parcels.map(\.site) == ["FIRST", "REST"])
        let (decision, explanation) = request.explain()
        #expect(decision.parcels.map(\.site) == ["EVEN", "ODD"])
        #expect(decision.total == 36)
        #expect(explanation.alternatives.allSatisfy { $0.delta >= 0 })
    }

    @Test func noParcelWaitsForGoodsThatItDoesNotCarry() {
        let late = [Site.Restock(sku: "b", day: 3, quantity: 1)]
        let sites = [site("A", picking: 1, "a", restocks: late), site("B", picking: 1, "b")]
        let decision = request("a", "b", from: sites, hold: .upTo(days: 5, onlyIfSaves: 0))
            .explain().decision
        #expect(decision.waits == 0)
        #expect(decision.parcels.map(\.shipsOn) == [0, 0])
    }
}
