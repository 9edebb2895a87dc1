import Testing

@testable import WaybillRouting

/// What holds of every decision, over made-up requests; a failure names the seed.
@Suite struct DecisionPropertyTests {
    private static let requestsPerSeed = 60

    private func requests(_ seed: UInt64) -> [RoutingRequest] {
        var random = RandomRequest(seed: seed)
        return (0..<Self.requestsPerSeed).map { _ in random.next() }
    }

    @Test(arguments: UInt64(1)...6)
    func theReportedCostIsWhatAnEvaluatorFinds(seed: UInt64) {
        for request in requests(seed) {
            let decision = request.decide()
            #expect(Evaluator(request: request).total(of: decision.parcels) == decision.total)
        }
    }

    @Test(arguments: UInt64(1)...6)
    func aProvedDecisionIsTheBest(seed: UInt64) {
        for request in requests(seed).prefix(40) {
            for wait in [0, 3] {
                let problem = Candidates(request, request.items, longestWait: wait).problem
                var work = WorkBudget.unlimited
                let sourcing = problem.solve(nodes: 10_000, &work)
                #expect(sourcing.isProved)
                #expect(sourcing.cost == BruteForce(request, longestWait: wait).best)
            }
        }
    }

    @Test(arguments: UInt64(1)...4)
    func howeverLittleWorkThereIsADecisionAndABoundBelowTheBest(seed: UInt64) {
        for request in requests(seed).prefix(30) {
            let problem = Candidates(request, request.items, longestWait: 3).problem
            var unlimited = WorkBudget.unlimited
            let best = problem.solve(nodes: 10_000, &unlimited).cost
            for units in [0, 1, 10, 100, 1_000] {
                var work = WorkBudget(units)
                let sourcing = problem.solve(nodes: 10_000, &work)
                #expect(!(best < sourcing.lowerBound))
                #expect(!(sourcing.cost < best))
                #expect(!sourcing.isProved || sourcing.cost == best)
                #expect(sourcing.parcels.allSatisfy { $0.units.contains { $0 > 0 } })
            }
        }
    }

    @Test(arguments: UInt64(1)...4)
    func howeverLittleWorkThereIsNoFurtherParcelCarriesWhatIsLeftOut(seed: UInt64) {
        for var request in requests(seed) {
            request.policy.unfilledCost = nil
            let problem = Candidates(request, request.items, longestWait: 3).problem
            for units in [0, 10, 100] {
                var work = WorkBudget(units)
                let sent = problem.solve(nodes: 10_000, &work).parcels
                guard sent.count < problem.mostParcels else { continue }
                var stores = Stores(problem.stocks)
                var missing = problem.items.map(\.quantity)
                for parcel in sent {
                    for offer in problem.candidates[parcel.candidate].offers {
                        let priced = PricedOffer(parcel.candidate, offer, cost: offer.cost)
                        missing[offer.item] -= stores.take(parcel.units[offer.item], by: priced)
                    }
                }
                for (index, candidate) in problem.candidates.enumerated() {
                    for offer in candidate.offers {
                        let priced = PricedOffer(index, offer, cost: offer.cost)
                        #expect(stores.room(missing[offer.item], for: priced) == 0)
                    }
                }
            }
        }
    }

    @Test(arguments: UInt64(1)...4)
    func withoutNodesThereIsADecisionAndABoundBelowIt(seed: UInt64) {
        for var request in requests(seed) {
            request.policy.hold = .never
            let best = request.decide()
            request.policy.nodes = 0
            let quick = request.decide()
            #expect(Evaluator(request: request).total(of: quick.parcels) == quick.total)
            #expect(quick.total >= best.total)
            #expect(quick.lowerBound ?? .max <= best.total)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func noDecisionThatCostsAsMuchSendsMore(seed: UInt64) {
        for var request in requests(seed).prefix(40) {
            // Few prices, so that many decisions cost the same.
            request.policy.unfilledCost = 100
            request.policy.promise = .soft(late: 0)
            request.policy.splitPenalty = 0
            request.policy.mostParcels = min(2, request.policy.mostParcels)
            request.policy.hold = .never
            request.sites = request.sites.map(\.withoutPrices)
            request.services = request.services.map(\.atARoundPrice)
            let decision = request.decide()
            let outcomes = BruteForce(request, longestWait: 0).outcomes
            let best = outcomes.map { [$0.money, $0.unfilled] }
                .min { $0.lexicographicallyPrecedes($1) }
            #expect([decision.total, decision.unfilledUnits] == best)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func theOrderOfTheInputDoesNotMatter(seed: UInt64) {
        for request in requests(seed) {
            let turned = RoutingRequest(
                order: RoutingOrder(
                    lines: request.order.lines.reversed(),
                    promisedBy: request.order.promisedBy
                ),
                sites: request.sites.reversed(),
                services: request.services.reversed(),
                policy: request.policy,
                rejections: request.rejections
            )
            #expect(turned.decide() == request.decide())
        }
    }

    @Test(arguments: UInt64(1)...4)
    func moreStockMoreParcelsOrALaterPromiseNeverCostMore(seed: UInt64) {
        for var request in requests(seed) {
            request.policy.hold = .never
            let total = request.decide().total
            var more = request
            more.policy.mostParcels += 1
            #expect(more.decide().total <= total)
            more = request
            more.policy.reserveBelow = 0
            #expect(more.decide().total <= total)
            more = request
            more.order = RoutingOrder(
                lines: request.order.lines,
                promisedBy: request.order.promisedBy.map { $0 + 1 }
            )
            #expect(more.decide().total <= total)
        }
    }

    @Test(arguments: UInt64(1)...4)
    func anAlternativeNeverCostsLessThanAProvedDecision(seed: UInt64) {
        for var request in requests(seed) {
            request.policy.hold = .never
            let (decision, explanation) = request.explain()
            #expect(explanation.alternatives.allSatisfy { $0.delta >= 0 })
            #expect(explanation.alternatives.count <= request.policy.alternatives)
            #expect(decision.isProved)
        }
    }
}

extension Site {
    fileprivate var withoutPrices: Site {
        Site(
            id: id,
            priority: priority,
            readyOn: readyOn,
            metres: metres,
            handling: 0,
            picking: 0,
            stock: stock,
            restocks: restocks
        )
    }
}

extension ServiceOffer {
    fileprivate var atARoundPrice: ServiceOffer {
        ServiceOffer(
            site: site,
            service: service,
            perParcel: perParcel / 300 * 100,
            perKilogram: 0,
            transitDays: transitDays
        )
    }
}
