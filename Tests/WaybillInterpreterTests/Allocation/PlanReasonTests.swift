import CEL
import Foundation
import Testing
import WaybillModel

/// What a plan says of why units are left out or wait, and no other decision was taken.
@Suite struct PlanReasonTests {
    private func why(_ plan: JSON) -> [String?] {
        plan.elements(at: "explain.alternatives").map { $0.text(at: "why") }
    }

    /// One unit at each of some sites, by services of their own at some prices.
    private func sites(_ prices: KeyValuePairs<String, Int>, order units: Int) -> Allocation {
        var allocation = Allocation()
        allocation.order = #"{"lines": [{"sku": "T", "quantity": \#(units)}]}"#
        allocation.split = .upTo(parcels: 3, penalty: 0)
        allocation.sites = prices.map { #"{"id": "\#($0.key)", "stock": {"T": 1}}"# }
        allocation.services = prices.map {
            """
            {"id": "by\($0.key)", "sites": ["\($0.key)"],
             "zones": [{"per_parcel": \($0.value), "transit_days": 1}]}
            """
        }
        return allocation
    }

    private static let restocked = """
        {"id": "A", "stock": {"T": 1},
         "restocks": [{"sku": "T", "at": "2026-06-02T06:00:00Z", "quantity": 1}]}
        """

    @Test func whereLeavingOutIsCheaperThanSendingThatIsSaid() throws {
        var allocation = Allocation()
        allocation.unfilled = .backorder(cost: 1)
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "unfilled")
        #expect(plan.text(at: "explain.dearer") == "sending all costs 3.90 more")
        #expect(why(plan) == ["sends all"])
        #expect(plan.text(at: "explain.alternatives.0.parcels.0.site") == "HAM")
        #expect(plan.text(at: "explain.alternatives.0.total") == "5.9")
        #expect(plan.text(at: "explain.alternatives.0.delta") == "3.9")
        let type = AllocationShape.plan(lines: .record(AllocationShape.line))
        #expect(Value.mismatches(of: plan, as: .record(type)) == [])
        // As cheap as sending: then all is sent.
        allocation.unfilled = .backorder(cost: 2.95)
        let even = try allocation.plan()
        #expect(even.text(at: "decision") == "ship")
        #expect(even[at: "explain.dearer"] == nil)
        #expect(why(even) == ["without HAM by post, 2 units left out"])
    }

    @Test func whatIsSentAtAnyCostIsNoReasonToLeaveOut() throws {
        var allocation = sites(["A": 4], order: 2)
        for unfilled in [AllocationPolicy.Unfilled.fail, .backorder(cost: 100)] {
            allocation.unfilled = unfilled
            let plan = try allocation.plan()
            #expect(plan.text(at: "decision") == "partial")
            #expect(plan[at: "explain.dearer"] == nil)
            #expect(why(plan) == ["without A by byA, 2 units left out instead of 1"])
        }
    }

    @Test func whatSendsMostIsToldHoweverFewAlternativesAre() throws {
        var allocation = sites(["A": 4, "B": 5, "C": 9], order: 4)
        allocation.unfilled = .cancel(cost: 6)
        allocation.alternatives = 1
        let plan = try allocation.plan()
        #expect(plan.elements(at: "parcels").count == 2)
        #expect(why(plan) == ["sends 1 unit more"])
        #expect(plan.text(at: "explain.dearer") == "sending 1 unit more costs 3.00 more")
        allocation.alternatives = 3
        #expect(
            try why(allocation.plan()) == [
                "without B by byB, 3 units left out instead of 2",
                "without A by byA, 3 units left out instead of 2", "sends 1 unit more",
            ]
        )
    }

    @Test(arguments: [AllocationPolicy.Unfilled.fail, .backorder(cost: 60)])
    func aWaitSaysThatItSendsMore(unfilled: AllocationPolicy.Unfilled) throws {
        var allocation = sites(["A": 4], order: 2)
        allocation.sites = [Self.restocked]
        allocation.unfilled = unfilled
        allocation.hold = .upTo(.seconds(86_400), onlyIfSaves: 0)
        let sent = "sends 1 unit that would be left out"
        #expect(try allocation.plan().text(at: "explain.hold.why") == sent)
        allocation.order = allocation.order.replacing("2", with: "5")
        let most = "sends 1 unit of 4 that would be left out"
        #expect(try allocation.plan().text(at: "explain.hold.why") == most)
    }

    @Test func aWaitThatSavesNothingSaysWhatElseSpeaksForIt() throws {
        var allocation = sites(["A": 4, "B": 0], order: 2)
        allocation.sites[0] = Self.restocked
        allocation.hold = .upTo(.seconds(86_400), onlyIfSaves: 0)
        let plan = try allocation.plan()
        #expect(plan.text(at: "explain.hold.saves") == "0")
        #expect(plan.text(at: "explain.hold.why") == "better by fewest_parcels")
    }

    @Test func anAlternativeThatWaitsSaysWhatItSendsMore() throws {
        var allocation = sites(["A": 6, "B": 9], order: 2)
        allocation.sites[0] = #"{"id": "A", "stock": {"T": 1}}"#
        allocation.sites[1] = Self.restocked.replacing(#""A""#, with: #""B""#)
            .replacing(#""T": 1}"#, with: #""T": 0}"#)
        allocation.unfilled = .backorder(cost: 12)
        allocation.split = .upTo(parcels: 2, penalty: 0)
        allocation.hold = .upTo(.seconds(86_400), onlyIfSaves: 4)
        let plan = try allocation.plan()
        #expect(plan.text(at: "decision") == "partial")
        #expect(
            why(plan).first == "sends all, waits 1d, and saves less than 4.00"
        )
        #expect(
            plan.text(at: "explain.dearer") == "sending all waits 1d, and saves less than 4.00"
        )
    }
}
