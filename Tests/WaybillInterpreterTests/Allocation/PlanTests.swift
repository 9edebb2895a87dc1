import CEL
import Foundation
import Testing
import WaybillModel

/// What a plan says.
@Suite struct PlanTests {
    private func rejected(_ plan: JSON) -> [String] {
        plan.elements(at: "explain.rejected").map {
            "\($0.text(at: "site") ?? ""): \($0.text(at: "by") ?? "")"
        }
    }

    private func parcels(_ plan: JSON) -> [String] {
        plan.elements(at: "parcels").map {
            let units = $0.elements(at: "lines").compactMap { $0.text(at: "quantity") }
            return "\($0.text(at: "site") ?? ""): \(units.joined(separator: "+"))"
        }
    }

    @Test func theCheapestParcelIsSentAndItsCostIsExact() throws {
        let plan = try Allocation().plan()
        #expect(plan.text(at: "decision") == "ship")
        #expect(plan.text(at: "parcels.0.id") == "p1")
        #expect(plan.text(at: "parcels.0.site") == "HAM")
        #expect(plan.text(at: "parcels.0.ship_at") == "2026-06-01T14:00:00Z")
        #expect(plan.text(at: "parcels.0.arrive_by") == "2026-06-02T21:59:59Z")
        #expect(
            plan[at: "parcels.0.cost"]?.description
                == #"{"parcel":3.9,"handling":1.1,"weight":0.4,"picking":0.5,"lateness":0,"total":5.9}"#
        )
        #expect(plan.text(at: "total") == "5.9")
        #expect(plan[at: "promise_met"] == .bool(true))
        #expect(plan[at: "proved"] == .bool(true))
        #expect(plan.text(at: "lower_bound") == "5.9")
        #expect(plan.text(at: "explain.alternatives.0.why") == "without HAM by post")
        #expect(plan.text(at: "explain.alternatives.0.parcels.0.site") == "MUC")
        #expect(plan.text(at: "explain.alternatives.0.delta") == "0.85")
    }

    @Test func aPlanHasTheDeclaredType() throws {
        var allocation = Allocation()
        allocation.sites[0] = allocation.sites[0].replacing(": 5}", with: ": 1}")
        allocation.sites[1] = allocation.sites[1].replacing(": 5}", with: ": 0}")
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "partial")
        let type = AllocationShape.plan(lines: .record(AllocationShape.line))
        #expect(Value.mismatches(of: plan, as: .record(type)) == [])
    }

    @Test func whatRulesASiteOutIsNamed() throws {
        var allocation = Allocation()
        allocation.sites = [
            #"{"id": "A", "stock": {"TEA-1": 5}, "open": false, "zone": "x"}"#,
            #"{"id": "B", "stock": {}, "open": true, "zone": "x"}"#,
            #"{"id": "C", "stock": {"TEA-1": 5}, "open": true}"#,
            #"{"id": "D", "stock": {"TEA-1": 5}, "open": true, "zone": "slow"}"#,
            """
            {"id": "E", "stock": {}, "open": true, "zone": "x",
             "restocks": [{"sku": "TEA-1", "quantity": 9, "at": "2026-07-01T00:00:00Z"}]}
            """,
            #"{"id": "F", "stock": {"TEA-1": 1}, "open": true, "zone": "x"}"#,
            #"{"id": "G", "stock": {"TEA-1": 5}, "open": true, "zone": "air"}"#,
        ]
        allocation.services = [
            #"{"id": "road", "zones": [{"zone": "x", "per_parcel": 4, "transit_days": 1}]}"#,
            #"{"id": "sea", "zones": [{"zone": "slow", "per_parcel": 1, "transit_days": 40}]}"#,
            #"{"id": "air", "zones": [{"zone": "air", "per_parcel": 1, "transit_days": 1}]}"#,
        ]
        allocation.constraints = [("open", "site.open"), ("ground", "service.id != 'air'")]
        allocation.promise = .hard
        allocation.reserveBelow = 1
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "unfilled")
        #expect(
            rejected(plan) == [
                "A: open", "B: no stock", "C: no service has its zone",
                "D: too late for the promise", "E: too late for the promise",
                "F: kept back by reserve_below", "G: ground",
            ]
        )
        allocation.promise = .soft(late: 2)
        #expect(
            try rejected(allocation.plan()) == [
                "A: open", "B: no stock", "C: no service has its zone",
                "E: waits too long for goods", "F: kept back by reserve_below", "G: ground",
            ]
        )
    }

    @Test func whyNoServiceReachesTheCustomerIsToldApart() throws {
        var allocation = Allocation()
        allocation.sites += [#"{"id": "NOWHERE", "stock": {"TEA-1": 5}}"#]
        func rejected(_ services: [String]) throws -> [String] {
            allocation.services = services
            return try self.rejected(allocation.plan())
        }
        #expect(
            try rejected([]) == ["HAM", "MUC", "NOWHERE"].map { "\($0): there are no services" }
        )
        let price = #""per_parcel": 4, "transit_days": 1"#
        #expect(
            try rejected([
                #"{"id": "a", "sites": ["MUC"], "zones": [{"up_to_km": 300, \#(price)}]}"#,
                #"{"id": "b", "sites": ["NOWHERE"], "zones": [{"up_to_km": 300, \#(price)}]}"#,
                #"{"id": "c", "sites": ["MUC"], "zones": [{"zone": "x", \#(price)}]}"#,
            ]) == [
                "HAM: no service is offered from there", "MUC: too far for every service",
                "NOWHERE: distance unknown: the site has no location",
            ]
        )
        #expect(
            try rejected([#"{"id": "a", "zones": []}"#])
                == ["HAM", "MUC", "NOWHERE"].map { "\($0): no service has its zone" }
        )
        allocation.order = allocation.order.replacing(#""location""#, with: #""place""#)
        #expect(
            try rejected([#"{"id": "a", "zones": [{"up_to_km": 300, \#(price)}]}"#])
                == ["HAM", "MUC", "NOWHERE"].map {
                    "\($0): distance unknown: order.ship_to has no location"
                }
        )
    }

    @Test func constraintsReadDistancesAndLines() throws {
        var allocation = Allocation()
        allocation.order = allocation.order.replacing(
            #""weight_kg": 0.5}"#,
            with:
                #""weight_kg": 0.5, "heavy": true}, {"sku": "MUG", "quantity": 1, "heavy": false}"#
        )
        for index in allocation.sites.indices {
            allocation.sites[index] = allocation.sites[index].replacing(
                ": 5}",
                with: #": 5, "MUG": 5}"#
            )
        }
        allocation.constraints = [
            ("near", "!line.heavy || site.distance_km > 500"),
            ("known", "has(site.distance_km) && service.id == 'post'"),
            ("order", "order.lines.size() == 2"),
        ]
        #expect(try parcels(allocation.plan()) == ["MUC: 1+2"])
    }

    @Test func linesOfOneProductAreFilledTogetherWhateverTheirOrder() throws {
        var allocation = Allocation()
        let lines = [
            #"{"sku": "TEA-1", "quantity": 2, "gift": true}"#,
            #"{"sku": "TEA-1", "quantity": 3, "gift": false}"#,
        ]
        allocation.sites = [allocation.sites[0].replacing(": 5}", with: ": 4}")]
        for lines in [lines, lines.reversed()] {
            allocation.order = "{\"lines\": [\(lines.joined(separator: ","))]}"
            allocation.services = [
                #"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#
            ]
            let plan = try allocation.plan()
            // The line whose text comes first is filled first.
            let sent = Set(plan.elements(at: "parcels.0.lines").map(\.description))
            #expect(
                sent == [
                    #"{"sku":"TEA-1","quantity":1,"gift":true}"#,
                    #"{"sku":"TEA-1","quantity":3,"gift":false}"#,
                ]
            )
            #expect(
                plan[at: "unfilled"]?.description
                    == #"[{"sku":"TEA-1","quantity":1,"gift":true}]"#
            )
        }
    }

    @Test func whatIsAllocatedIsNotSoughtAndCountsAsParcels() throws {
        var allocation = Allocation()
        allocation.allocated = #"[{"lines": [{"sku": "TEA-1", "quantity": 1}]}]"#
        let plan = try allocation.plan()
        #expect(parcels(plan) == ["HAM: 1"])
        #expect(plan.text(at: "parcels.0.id") == "p2")
        // The parcel is a second one: it pays for the split.
        #expect(plan.text(at: "parcels.0.cost.total") == "5.45")
        #expect(plan.text(at: "total") == "8.45")
        allocation.split = .never
        for unfilled in [AllocationPolicy.Unfilled.backorder(cost: 60), .fail] {
            allocation.unfilled = unfilled
            let none = try allocation.plan()
            #expect(none.text(at: "decision") == "unfilled")
            #expect(
                none.text(at: "explain.limit")
                    == "the policy allows 1 parcel, and 1 stands already"
            )
        }
    }

    private static let plain = #"{"sku": "TEA-1", "quantity": 1, "gift": false}"#
    private static let gift = #"{"sku": "TEA-1", "quantity": 1, "gift": true}"#

    @Test(arguments: [
        (#""gift": true"#, plain), (#""gift": false"#, gift),
        // It is like none of the lines: it is taken off the first of its product.
        (#""colour": "red""#, gift),
    ])
    func whatIsAllocatedIsTakenOffTheLineThatItNames(allocated: String, rest: String) throws {
        var allocation = Allocation()
        allocation.order = "{\"lines\": [\(Self.plain), \(Self.gift)]}"
        allocation.allocated = """
            [{"lines": [{"sku": "TEA-1", "quantity": 1, \(allocated)}]}]
            """
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        let sent = try allocation.plan().elements(at: "parcels.0.lines")
        #expect(sent == [try JSON(parsing: rest)])
    }

    @Test func aLineThatIsRefusedLeavesTheOthersOfItsProduct() throws {
        var allocation = Allocation()
        allocation.order = "{\"lines\": [\(Self.plain), \(Self.gift)]}"
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        allocation.sites = [false, true].map {
            #"{"id": "\#($0 ? "B" : "A")", "gift": \#($0), "stock": {"TEA-1": 1}}"#
        }
        allocation.constraints = [("gift", "!line.gift || site.gift")]
        let plan = try allocation.plan()
        #expect(plan[at: "proved"] == .bool(true))
        #expect(plan.elements(at: "parcels.0.lines") == [try JSON(parsing: Self.plain)])
        #expect(plan.elements(at: "parcels.1.lines") == [try JSON(parsing: Self.gift)])
    }

    @Test func whatTheLimitOfParcelsLeavesOutIsTold() throws {
        var allocation = Allocation()
        for index in allocation.sites.indices {
            allocation.sites[index] = allocation.sites[index].replacing(": 5}", with: ": 1}")
        }
        #expect(try allocation.plan()[at: "explain.limit"] == nil)
        allocation.split = .upTo(parcels: 1, penalty: 0)
        #expect(try allocation.plan().text(at: "explain.limit") == "the policy allows 1 parcel")
        allocation.sites.removeLast()
        #expect(try allocation.plan()[at: "explain.limit"] == nil)
    }

    @Test func aLimitOfParcelsIsToldOnlyWhereItIsKnownThatNothingElseSendsMore() throws {
        var allocation = Allocation()
        for index in allocation.sites.indices {
            allocation.sites[index] = allocation.sites[index].replacing(": 5}", with: ": 1}")
        }
        allocation.split = .upTo(parcels: 1, penalty: 0)
        allocation.nodes = 0
        // No other parcel carries more.
        #expect(try allocation.plan()[at: "proved"] == .bool(false))
        #expect(try allocation.plan().text(at: "explain.limit") == "the policy allows 1 parcel")
        let dear = allocation.sites[0].replacing(": 1}", with: ": 2}")
        allocation.sites.append(dear.replacing("HAM", with: "X").replacing("1.10", with: "900"))
        #expect(try allocation.plan()[at: "explain.limit"] == nil)
        allocation.nodes = 2_000
        #expect(try allocation.plan().text(at: "explain.limit") == "the policy allows 1 parcel")
    }

    @Test func parcelsAreNumberedAfterThoseThatStand() throws {
        var allocation = Allocation()
        allocation.allocated = #"[{"id": "p4", "lines": []}, {"id": "p2", "lines": []}]"#
        #expect(try allocation.plan().text(at: "parcels.0.id") == "p5")
    }

    @Test(arguments: [
        #"{"lines": []}"#, #"{"lines": [{"sku": "TEA-1", "quantity": 0}]}"#,
    ])
    func anOrderForNothingIsShippedWithoutAParcel(order: String) throws {
        var allocation = Allocation()
        allocation.order = order
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "ship")
        #expect(plan.text(at: "total") == "0")
        #expect(plan[at: "unfilled"] == .array([]))
        #expect(rejected(plan) == [])
    }

    @Test func withoutASiteAllIsUnfilled() throws {
        var allocation = Allocation()
        allocation.sites = []
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "unfilled")
        #expect(plan.text(at: "total") == "120")
        #expect(plan.text(at: "unfilled.0.quantity") == "2")
    }

    @Test func aPolicyThatFailsSendsAllItCanAtAnyCost() throws {
        var allocation = Allocation()
        allocation.unfilled = .fail
        allocation.sites[0] = allocation.sites[0].replacing(": 5}", with: ": 1}")
        allocation.sites[1] = allocation.sites[1]
            .replacing(": 5}", with: ": 1}").replacing("0.90", with: "900000")
        let plan = try allocation.plan()
        #expect(parcels(plan) == ["HAM: 1", "MUC: 1"])
        #expect(plan.text(at: "total") == "900013.825")
        #expect(plan.text(at: "lower_bound") == "900013.825")
        allocation.sites.removeLast()
        let policy = allocation.policy
        let partial = try allocation.plan()
        #expect(partial.text(at: "total") == "5.45")
        #expect(partial.text(at: "lower_bound") == "5.45")
        #expect(policy.unfilled == .fail)
    }

    @Test(arguments: [
        (AllocationPolicy.Aim.distance, "HAM"), (.cost, "HAM"), (.priority, "MUC"),
        (.parcels, "HAM"),
    ])
    func eachAimIsFollowed(aim: AllocationPolicy.Aim, site: String) throws {
        var allocation = Allocation()
        allocation.aim = aim
        allocation.sites[0] = allocation.sites[0]
            .replacing(#""id""#, with: #""priority": 2, "id""#)
        #expect(try parcels(allocation.plan()) == ["\(site): 2"])
    }

    @Test func aTieIsDecidedByTheFirstThatTellsThemApart() throws {
        var allocation = Allocation()
        allocation.sites = ["B", "A"].map {
            """
            {"id": "\($0)", "stock": {"TEA-1": 2}, "priority": \($0 == "A" ? 2 : 1)}
            """
        }
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        let plan = try allocation.plan()
        #expect(parcels(plan) == ["B: 2"])
        #expect(plan[at: "explain.ties"]?.description == #"["site_priority"]"#)
    }

    @Test func prioritiesOfTheParcelsSitesAreAddedUpWhateverOtherSitesAreGiven() throws {
        var allocation = sites([("A", 1), ("B", 1), ("C", 2)])
        allocation.order = #"{"lines": [{"sku": "T", "quantity": 2}]}"#
        allocation.split = .upTo(parcels: 3, penalty: 0)
        allocation.ties = [.sitePriority, .siteID]
        let priorities = ["A": 3, "B": 3, "C": 5]
        allocation.sites = ["A", "B", "C"].map { id in
            """
            {"id": "\(id)", "priority": \(priorities[id] ?? 0), "stock": {"T": \(id == "C" ? 2 : 1)}}
            """
        }
        // Two parcels of priority 3 are 6, one of priority 5 is 5.
        #expect(try parcels(allocation.plan()) == ["C: 2"])
        for priority in [0, 1, 9] {
            var more = allocation
            more.sites.append(#"{"id": "D", "priority": \#(priority), "stock": {}}"#)
            #expect(try parcels(more.plan()) == ["C: 2"])
        }
    }

    @Test func aSiteThatSendsNothingAndIsReadyEarlierTurnsNoDecision() throws {
        var allocation = sites([("A", 6), ("B", 2)])
        allocation.order = #"{"lines": [{"sku": "T", "quantity": 3}]}"#
        allocation.split = .upTo(parcels: 1, penalty: 0)
        allocation.unfilled = .backorder(cost: 2)
        allocation.ties = [.earliestArrival, .siteID]
        allocation.now = "2026-06-01T10:00:00Z"
        allocation.sites = [
            #"{"id": "A", "cut_off": "09:00", "stock": {"T": 3}}"#,
            #"{"id": "B", "cut_off": "09:00", "stock": {"T": 1}}"#,
        ]
        allocation.services[1] = allocation.services[1]
            .replacing(#""transit_days": 1"#, with: #""transit_days": 4"#)
        let sent = try parcels(allocation.plan())
        allocation.sites.append(#"{"id": "C", "stock": {}}"#)
        #expect(try parcels(allocation.plan()) == sent)
    }

    @Test func sendingLessIsNoEarlierArrival() throws {
        var allocation = sites([("X", 5), ("Y", 1)])
        allocation.order = #"{"lines": [{"sku": "T", "quantity": 3}]}"#
        allocation.promise = .soft(late: 0)
        allocation.split = .upTo(parcels: 3, penalty: 0)
        allocation.unfilled = .cancel(cost: 2)
        allocation.sites[0] = #"{"id": "X", "stock": {"T": 3}}"#
        allocation.services[0] = allocation.services[0]
            .replacing(#""transit_days": 1"#, with: #""transit_days": 0"#)
        // Both cost 5: all three from X, or one from Y and two that are cancelled.
        for ties: [AllocationPolicy.Tie] in [[.earliestArrival], [.fewestParcels]] {
            allocation.ties = ties + [.siteID]
            #expect(try parcels(allocation.plan()) == ["X: 3"])
        }
    }

    /// Sites with one unit each and services of their own, at some prices.
    private func sites(_ prices: [(site: String, price: Int)]) -> Allocation {
        var allocation = Allocation()
        allocation.order = #"{"lines": [{"sku": "T", "quantity": 1}]}"#
        allocation.sites = prices.map { #"{"id": "\#($0.site)", "stock": {"T": 1}}"# }
        allocation.services = prices.map {
            """
            {"id": "by\($0.site)", "sites": ["\($0.site)"],
             "zones": [{"per_parcel": \($0.price), "transit_days": 1}]}
            """
        }
        return allocation
    }

    @Test func theIdsDecideWhereNothingElseDoes() throws {
        let plan = try sites([("B", 7), ("A", 7)]).plan()
        #expect(parcels(plan) == ["A: 1"])
        #expect(plan[at: "explain.ties"]?.description == #"["site_id"]"#)
        #expect(
            plan.text(at: "explain.alternatives.0.why")
                == "without A by byA, as good but for site_id"
        )
    }

    @Test func aTieDecidesWhateverIsMadeSmall() throws {
        var allocation = sites([("A", 20), ("B", 18)])
        allocation.aim = .distance
        allocation.ties = [.lowestCost, .siteID]
        let plan = try allocation.plan()
        #expect(parcels(plan) == ["B: 1"])
        #expect(plan[at: "explain.ties"]?.description == #"["lowest_cost"]"#)
    }

    @Test func whereNoAlternativesAreAskedForNoTieIsLookedFor() throws {
        var allocation = sites([("B", 7), ("A", 7)])
        allocation.alternatives = 0
        let plan = try allocation.plan()
        #expect(plan[at: "explain.ties"] == .array([]))
        #expect(plan[at: "explain.alternatives"] == .array([]))
    }

    @Test func noBoundOfCostIsToldWhereSomethingElseIsMadeSmall() throws {
        var allocation = sites([("A", 20), ("B", 18)])
        #expect(try allocation.plan().text(at: "lower_bound") == "18")
        allocation.aim = .distance
        allocation.ties = [.siteID]
        allocation.nodes = 0
        let plan = try allocation.plan()
        #expect(plan[at: "lower_bound"] == nil)
        #expect(plan.text(at: "explain.alternatives.0.delta") == "-2")
        #expect(
            plan.text(at: "explain.alternatives.0.why")
                == "without A by byA, as good but for site_id"
        )
    }

    @Test func anAlternativeThatCostsLessSaysWhatIsWrongWithIt() throws {
        var allocation = sites([("A", 20), ("B", 18), ("C", 30)])
        allocation.sites[1] = """
            {"id": "B", "stock": {},
             "restocks": [{"sku": "T", "at": "2026-06-03T10:00:00Z", "quantity": 1}]}
            """
        allocation.hold = .upTo(.seconds(5 * 86_400), onlyIfSaves: 4)
        let plan = try allocation.plan()
        #expect(parcels(plan) == ["A: 1"])
        #expect(plan[at: "proved"] == .bool(true))
        #expect(plan.text(at: "lower_bound") == "20")
        #expect(
            plan.text(at: "explain.alternatives.0.why")
                == "without A by byA, waits 2d, and saves less than 4.00"
        )
    }

    @Test func whatIsFurtherAwayIsToldSo() throws {
        var allocation = Allocation()
        allocation.aim = .distance
        #expect(
            try allocation.plan().text(at: "explain.alternatives.0.why")
                == "without HAM by post, further away"
        )
    }

    @Test func aConstraintIsBlamedOnlyForWhatTheSiteHas() throws {
        var allocation = Allocation()
        allocation.order = """
            {"lines": [{"sku": "BAT", "quantity": 1, "hazmat": true, "cold": false},
                       {"sku": "ICE", "quantity": 1, "hazmat": false, "cold": true}]}
            """
        allocation.sites = [#"{"id": "A", "cold": false, "stock": {"ICE": 5}}"#]
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        allocation.constraints = [("hazmat", "!line.hazmat"), ("cold", "!line.cold || site.cold")]
        #expect(try rejected(allocation.plan()) == ["A: cold"])
    }

    @Test func theDigestIsThatOfWhatIsGivenInWhateverOrder() throws {
        func digest(_ restocks: [String], _ sites: [String], zones: [String]) throws -> String? {
            var allocation = Allocation()
            allocation.sites = [
                #"{"id": "A", "stock": {"TEA-1": 1}, "restocks": [\#(restocks.joined(separator: ","))]}"#
            ]
            allocation.services = [
                """
                {"id": "any", "sites": [\(sites.joined(separator: ","))],
                 "zones": [\(zones.joined(separator: ","))]}
                """
            ]
            return try allocation.plan().text(at: "input_digest")
        }
        let restocks = ["03", "04"].map {
            #"{"sku": "TEA-1", "at": "2026-06-\#($0)T10:00:00Z", "quantity": 1}"#
        }
        let zones = [1, 2].map { #"{"per_parcel": \#($0), "transit_days": 1}"# }
        let sites = [#""A""#, #""B""#]
        let known = try digest(restocks, sites, zones: zones)
        #expect(try digest(restocks.reversed(), sites, zones: zones) == known)
        #expect(try digest(restocks, sites.reversed(), zones: zones) == known)
        #expect(try digest(restocks, sites, zones: zones.reversed()) != known)
    }

    @Test func thePlanSaysWhenItWasDecided() throws {
        #expect(try Allocation().plan().text(at: "decided_at") == "2026-06-01T08:00:00Z")
    }

    @Test func waitingForGoodsIsToldWithWhatItSaves() throws {
        var allocation = Allocation()
        allocation.sites[0] = allocation.sites[0].replacing(
            #"{"TEA-1": 5}"#,
            with: """
                {}, "restocks": [{"sku": "TEA-1", "quantity": 2, "at": "2026-06-02T06:00:00Z"}]
                """
        )
        allocation.hold = .upTo(.seconds(5 * 86_400), onlyIfSaves: 0.5)
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "hold")
        #expect(plan.text(at: "parcels.0.ship_at") == "2026-06-02T14:00:00Z")
        #expect(plan[at: "explain.hold"]?.description == #"{"saves":0.85,"waits":"86400s"}"#)
        allocation.hold = .upTo(.seconds(5 * 86_400), onlyIfSaves: 0.9)
        #expect(try parcels(allocation.plan()) == ["MUC: 2"])
    }

    @Test func aSiteOfAServiceThatIsNotGivenIsPassedOver() throws {
        var allocation = Allocation()
        let plan = try allocation.plan()
        allocation.services[0] = allocation.services[0]
            .replacing(#""id": "post""#, with: #""id": "post", "sites": ["GONE", "HAM", "MUC"]"#)
        #expect(try allocation.plan()[at: "parcels"] == plan[at: "parcels"])
    }

    @Test func aServiceIsOfferedByTheFirstZoneThatHolds() throws {
        var allocation = Allocation()
        allocation.sites = [#"{"id": "A", "zone": "b", "stock": {"TEA-1": 2}}"#]
        allocation.services = [
            """
            {"id": "post", "zones": [
              {"zone": "a", "per_parcel": 1, "transit_days": 1},
              {"up_to_km": 9000, "per_parcel": 2, "transit_days": 1},
              {"zone": "b", "per_parcel": 3, "transit_days": 1},
              {"per_parcel": 4, "transit_days": 1}]}
            """,
            #"{"id": "own", "sites": ["B"], "zones": [{"per_parcel": 0, "transit_days": 1}]}"#,
        ]
        #expect(try allocation.plan().text(at: "parcels.0.cost.parcel") == "3")
        allocation.sites[0] = allocation.sites[0].replacing(#""zone": "b", "#, with: "")
        #expect(try allocation.plan().text(at: "parcels.0.cost.parcel") == "4")
    }
}
