import CEL
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillEngine

/// Which runs an event may be for.
@Suite struct SubscriptionTableTests {
    private static func workflow() throws -> Workflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            events:
              order.paid: { order: string, amount: decimal }
              order.withdrawn: { order: string }
            steps: [{ step: pause, wait: 1s }]
            """
        ).workflow
    }

    private var table = SubscriptionTable()

    private mutating func await(_ types: [EventType], _ match: [JSON.Member], of run: RunID) throws
    {
        let path = StepPath.root.step("word")
        table.add(
            Subscription(path: path, types: types, match: match),
            of: run,
            in: try Self.workflow()
        )
    }

    private func runs(for type: EventType, _ data: String) throws -> [RunID] {
        let event = CloudEvent(
            id: "e",
            source: "desk",
            type: type,
            time: .earliest,
            data: try JSON(parsing: data)
        )
        return Array(table.runs(for: event))
    }

    @Test mutating func anEventFindsTheRunsWhoseValuesItHas() throws {
        let order = { (id: String) in [JSON.Member("order", .string(id))] }
        try self.await(["order.paid", "order.withdrawn"], order("1"), of: "a")
        try self.await(["order.paid"], order("2"), of: "b")
        try self.await(["order.paid"], order("1"), of: "c")
        try self.await(["order.paid"], [], of: "d")
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":5}"#) == ["a", "c", "d"])
        #expect(try runs(for: "order.paid", #"{"order":"3","amount":5}"#) == ["d"])
        #expect(try runs(for: "order.withdrawn", #"{"order":"1"}"#) == ["a"])
        #expect(try runs(for: "order.lost", #"{"order":"1"}"#) == [])
    }

    @Test mutating func equalValuesAreEqualHoweverTheyAreWritten() throws {
        let amount = try Value(.number("5.50"), as: .decimal).json
        try self.await(["order.paid"], [JSON.Member("amount", amount)], of: "a")
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":5.5}"#) == ["a"])
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":"5.500"}"#) == ["a"])
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":5.51}"#) == [])
    }

    @Test mutating func anEventThatIsNotAsDeclaredFindsThemByWhatIsWritten() throws {
        try self.await(["order.paid"], [JSON.Member("order", .string("1"))], of: "a")
        #expect(try runs(for: "order.paid", #"{"order":"1"}"#) == ["a"])
        #expect(try runs(for: "order.paid", #"{"amount":5}"#) == [])
    }

    @Test mutating func aRunIsForgottenWithAllItAwaited() throws {
        let one = [JSON.Member("order", .string("1"))]
        for run in ["a", "b"] as [RunID] {
            try self.await(["order.paid", "order.withdrawn"], one, of: run)
            try self.await(["order.paid"], [], of: run)
        }
        table.remove("a")
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":5}"#) == ["b"])
        #expect(try runs(for: "order.withdrawn", #"{"order":"1"}"#) == ["b"])
        table.remove("b")
        #expect(try runs(for: "order.paid", #"{"order":"1","amount":5}"#) == [])
    }
}
