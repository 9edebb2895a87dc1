import CEL
import Foundation
import Testing
import WaybillModel

/// Work is bounded, whatever is given.
@Suite struct LargeAllocationTests {
    private func sites(_ count: Int, stock: (Int) -> Int) -> [String] {
        (0..<count).map { number in
            """
            {"id": "S\(number)", "stock": {"A": \(stock(number))},
             "location": {"latitude": \(35 + number % 30), "longitude": \(number % 40)},
             "handling": \(1 + number % 7)}
            """
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func tenThousandSitesAreWeighed() throws {
        var allocation = Allocation()
        allocation.order = """
            {"lines": [{"sku": "A", "quantity": 40, "weight_kg": 0.3}],
             "ship_to": {"location": {"latitude": 48.1, "longitude": 11.6}}}
            """
        allocation.sites = sites(10_000) { $0 % 50 }
        allocation.services[0] = allocation.services[0].replacing("1000", with: "4000")
        allocation.services.append(
            allocation.services[0].replacing("post", with: "rail").replacing("3.90", with: "2.70")
        )
        allocation.constraints = [("near", "site.distance_km < 3000")]
        let plan = try allocation.plan()
        #expect(plan.text(at: "parcels.0.lines.0.quantity") == "40")
        #expect(plan[at: "proved"] == .bool(true))
    }

    @Test(.timeLimit(.minutes(2)))
    func aDecisionOfManyParcelsIsTakenWithinItsWork() throws {
        var allocation = Allocation()
        let count = 60
        let lines = (0..<count).map { #"{"sku": "S\#($0)", "quantity": 1}"# }
        allocation.order = "{\"lines\": [\(lines.joined(separator: ","))]}"
        allocation.sites = (0..<count).map { number in
            let other = (number * number + 7) % count
            let stock = Set([number, other]).sorted().map { #""S\#($0)": 1"# }
            return #"{"id": "A\#(number)", "stock": {\#(stock.joined(separator: ","))}}"#
        }
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 5, "transit_days": 1}]}"#]
        allocation.split = .upTo(parcels: 100, penalty: 0)
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "split")
        #expect(plan.elements(at: "explain.alternatives").count == 3)
    }

    @Test(
        "Lines of one SKU that are refused differently are sent as far as the stock goes",
        .timeLimit(.minutes(5)),
        arguments: [12, 120]
    )
    func linesRefusedDifferentlyAreSent(count: Int) throws {
        var allocation = Allocation()
        let lines = (0..<count).map { number in
            let quantity = 2_100 / count + (number < 2_100 % count ? 1 : 0)
            let refused = #""k": \#(number % 60), "h": \#(number % 8)"#
            return #"{"sku": "T", "quantity": \#(quantity), \#(refused)}"#
        }
        allocation.order = "{\"lines\": [\(lines.joined(separator: ","))]}"
        allocation.sites = (0..<60).map { number in
            let picking = number * number % 11
            return """
                {"id": "A\(number)", "k": \(number), "picking": \(picking), "stock": {"T": 40}}
                """
        }
        allocation.services = (0..<8).map { number in
            let zone = #"{"per_parcel": \#(5 + number), "per_kg": 1, "transit_days": 1}"#
            return #"{"id": "v\#(number)", "m": \#(number), "zones": [\#(zone)]}"#
        }
        allocation.constraints = [("keep", "line.k != site.k || line.h <= service.m")]
        allocation.split = .upTo(parcels: 100, penalty: 2)
        allocation.unfilled = .fail
        allocation.alternatives = 0
        let plan = try allocation.plan()
        #expect(plan[at: "unfilled"] == .array([]))
        // It takes what 53 of the sites hold.
        #expect(plan.elements(at: "parcels").count == 53)
        // What each line takes alone, and all together if none were refused, comes near to that.
        let total = try #require(plan.decimal(at: "total"))
        #expect(try #require(plan.decimal(at: "lower_bound")) > total * 99 / 100)
    }

    @Test(.timeLimit(.minutes(2)))
    func manyDaysAndServicesOfOneSiteAreWeighedWithinTheirWork() throws {
        var allocation = Allocation()
        allocation.order = #"{"lines": [{"sku": "T", "quantity": 300}]}"#
        let restocks = (0..<200).map { number in
            let day = Date(timeIntervalSince1970: 1_780_394_400 + Double(number) * 86_400)
            return #"{"sku": "T", "at": "\#(day.formatted(.iso8601))", "quantity": 1}"#
        }
        allocation.sites = [
            #"{"id": "A", "stock": {"T": 1}, "restocks": [\#(restocks.joined(separator: ","))]}"#
        ]
        allocation.services = (0..<50).map { number in
            let zone = #"{"per_parcel": \#(100 + number), "transit_days": \#(100 - number)}"#
            return #"{"id": "s\#(number)", "zones": [\#(zone)]}"#
        }
        allocation.hold = .upTo(.seconds(365 * 86_400), onlyIfSaves: 0)
        #expect(try allocation.plan().text(at: "parcels.0.site") == "A")
    }

    @Test func moreThanCanBeWeighedIsRefused() throws {
        var allocation = Allocation()
        allocation.sites = (0..<2_000).map { #"{"id": "S\#($0)", "stock": {}}"# }
        allocation.services = (0..<30).map { #"{"id": "C\#($0)", "zones": []}"# }
        let lines = (0..<20).map { #"{"sku": "A\#($0)", "quantity": 1}"# }.joined(separator: ",")
        allocation.order = "{\"lines\": [\(lines)]}"
        #expect(
            try allocation.complaint()
                == "rejected_input: 2000 sites, 30 services, 20 lines and the sites' restocks are "
                + "1200000 choices; give fewer sites, the nearest say: at most 1000000 choices can "
                + "be weighed"
        )
    }

    @Test func hugeStocksAreAddedUp() throws {
        var allocation = Allocation()
        allocation.sites[0] = allocation.sites[0].replacing(
            #"{"TEA-1": 5}"#,
            with: """
                {"TEA-1": 9223372036854775807}, "restocks": [
                 {"sku": "TEA-1", "quantity": 9223372036854775807, "at": "2026-06-02T06:00:00Z"},
                 {"sku": "TEA-1", "quantity": 9223372036854775807, "at": "2026-06-02T07:00:00Z"}]
                """
        )
        allocation.hold = .upTo(.seconds(86_400), onlyIfSaves: 0)
        #expect(try allocation.plan().text(at: "parcels.0.site") == "HAM")
    }

    @Test func constraintsHaveABoundOfWork() throws {
        var allocation = Allocation()
        allocation.sites = (0..<3_000).map {
            #"{"id": "S\#($0)", "stock": {"TEA-1": 1}, "at": [\#((0..<60).map(String.init).joined(separator: ","))]}"#
        }
        allocation.constraints = [
            ("slow", "site.at.all(x, site.at.all(y, x + y >= 0))")
        ]
        #expect(
            try allocation.complaint()
                .contains("the constraints take more than 50000000 units of work in all")
        )
    }
}
