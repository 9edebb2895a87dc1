import CEL
import Foundation
import Testing
import WaybillModel

/// What holds of every plan, over made-up allocations; a failure names the seed.
@Suite struct PlanPropertyTests {
    private static let perSeed = 60

    private func allocations(_ seed: UInt64) -> [Allocation] {
        var random = RandomAllocation(seed: seed)
        return (0..<Self.perSeed).map { _ in random.next() }
    }

    @Test(arguments: UInt64(1)...6)
    func anEvaluatorFindsThePlanSoundAndItsCostTrue(seed: UInt64) throws {
        for allocation in allocations(seed) {
            let plan = try allocation.plan()
            let total = try PlanEvaluator(allocation).total(of: plan)
            #expect(plan.decimal(at: "total") == total)
            #expect((plan.decimal(at: "lower_bound") ?? 0) <= total)
            if plan[at: "proved"] == .bool(true) {
                #expect(plan.decimal(at: "lower_bound") == total)
            }
        }
    }

    @Test(arguments: UInt64(1)...4)
    func moreStockNeverCostsMore(seed: UInt64) throws {
        for var allocation in allocations(seed) {
            allocation.hold = .never
            let plan = try allocation.plan()
            allocation.reserveBelow = 0
            let more = try allocation.plan()
            #expect(plan[at: "proved"] == .bool(true) && more[at: "proved"] == .bool(true))
            if allocation.unfilled != .fail, let total = plan.decimal(at: "total") {
                #expect(try #require(more.decimal(at: "total")) <= total)
            }
        }
    }
}
