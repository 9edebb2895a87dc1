import CEL
import Foundation
import TestSupport
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
    func theOrderOfWhatIsGivenDoesNotMatter(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for allocation in allocations(seed) {
            let plan = try allocation.plan()
            var turned = allocation
            turned.sites.shuffle(using: &random)
            turned.services.shuffle(using: &random)
            #expect(try turned.plan().description == plan.description)
            let order = try JSON(parsing: allocation.order)
            var lines = order.elements(at: "lines")
            lines.shuffle(using: &random)
            turned.order = order.with("lines", .array(lines)).description
            #expect(try turned.plan().withSortedLines == plan.withSortedLines)
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

extension JSON {
    fileprivate func with(_ name: String, _ value: JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.name == name ? Member(name, value) : $0 })
    }

    /// With the lines of parcels, and those that are unfilled, in the order of their texts.
    fileprivate var withSortedLines: JSON {
        func sorted(_ plan: JSON, _ name: String) -> JSON {
            plan.with(
                name,
                .array(plan.elements(at: name).sorted { $0.description < $1.description })
            )
        }
        let parcels = elements(at: "parcels").map { sorted($0, "lines") }
        return sorted(with("parcels", .array(parcels)), "unfilled")
    }
}
