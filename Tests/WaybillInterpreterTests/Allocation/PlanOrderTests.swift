import CEL
import TestSupport
import Testing

/// The same plan, byte for byte, whatever order the lists of the input stand in; a failure names the
/// seed.
@Suite struct PlanOrderTests {
    @Test(arguments: UInt64(1)...6)
    func theOrderOfWhatIsGivenDoesNotMatter(seed: UInt64) throws {
        var allocations = RandomAllocation(seed: seed)
        var random = SeededRandom(seed: seed)
        for _ in 0..<60 {
            var allocation = allocations.next()
            var lines = try JSON(parsing: allocation.order).elements(at: "lines")
            if Bool.random(using: &random) {
                // Lines that nothing but their quantities tells apart, or not even those.
                lines = lines.map { $0.with("number", nil) }
            }
            if Bool.random(using: &random) { lines += lines }
            allocation.order = try allocation.order(of: lines)
            let sent = lines.filter {
                $0.text(at: "quantity") != "0" && Bool.random(using: &random)
            }
            .map { $0.with("quantity", .number("1")) }
            allocation.allocated = Self.text(
                of: sent.map { .object([.init("lines", .array([$0]))]) }
            )
            let plan = try allocation.plan()
            #expect(try allocation.shuffled(&random).plan().description == plan.description)
        }
    }

    @Test func linesStandByTheirSKUsThenByWhatTheySay() throws {
        var allocation = Allocation()
        allocation.order = """
            {"lines": [{"sku": "TEA-1", "quantity": 1, "gift": true}, {"sku": "MUG", "quantity": 1},
                       {"quantity": 1, "sku": "TEA-1", "gift": false}]}
            """
        allocation.sites = [#"{"id": "A", "stock": {"TEA-1": 2}}"#]
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        let sent = try allocation.plan().elements(at: "parcels.0.lines")
        #expect(
            sent.map(\.description) == [
                #"{"sku":"TEA-1","quantity":1,"gift":false}"#,
                #"{"sku":"TEA-1","quantity":1,"gift":true}"#,
            ]
        )
        allocation.sites = []
        let left = try allocation.plan().elements(at: "unfilled")
        #expect(left.map { $0.text(at: "sku") } == ["MUG", "TEA-1", "TEA-1"])
    }

    @Test func ofLinesThatSayTheSameInAnotherOrderTheSameOneIsSent() throws {
        var allocation = Allocation()
        allocation.sites = [#"{"id": "A", "stock": {"TEA-1": 1}}"#]
        allocation.services = [#"{"id": "any", "zones": [{"per_parcel": 1, "transit_days": 1}]}"#]
        let lines = [
            #"{"sku": "TEA-1", "quantity": 1}"#, #"{"quantity": 1, "sku": "TEA-1"}"#,
        ]
        let plans = try [lines, lines.reversed()].map { lines in
            allocation.order = "{\"lines\": [\(lines.joined(separator: ","))]}"
            return try allocation.plan().description
        }
        #expect(plans[0] == plans[1])
    }

    private static func text(of elements: [JSON]) -> String { JSON.array(elements).description }
}

extension Allocation {
    /// The order with other lines.
    fileprivate func order(of lines: [JSON]) throws -> String {
        try JSON(parsing: order).with("lines", .array(lines)).description
    }

    /// The same with every list in another order whose order says nothing, and every object.
    fileprivate func shuffled(_ random: inout SeededRandom) throws -> Allocation {
        var other = self
        let lines = try JSON(parsing: order).elements(at: "lines").shuffled(using: &random)
        other.order = try JSON(parsing: order(of: lines)).withShuffledMembers(&random).description
        other.sites = try sites.shuffled(using: &random).map { site in
            let site = try JSON(parsing: site)
            let restocks = site.elements(at: "restocks").shuffled(using: &random)
            return site.with("restocks", .array(restocks)).withShuffledMembers(&random).description
        }
        other.services.shuffle(using: &random)
        let parcels = try JSON(parsing: allocated ?? "[]")
        if case .array(let parcels) = parcels {
            other.allocated =
                JSON.array(parcels.shuffled(using: &random))
                .withShuffledMembers(&random).description
        }
        return other
    }
}

extension JSON {
    /// The same with the members of every object in another order, which says nothing.
    fileprivate func withShuffledMembers(_ random: inout SeededRandom) -> JSON {
        switch self {
        case .array(let elements): .array(elements.map { $0.withShuffledMembers(&random) })
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.withShuffledMembers(&random)) }
                    .shuffled(using: &random)
            )
        default: self
        }
    }

    /// The object with another value for a member; without it when that is `nil`.
    fileprivate func with(_ name: String, _ value: JSON?) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(
            members.compactMap { $0.name == name ? value.map { Member(name, $0) } : $0 }
        )
    }
}
