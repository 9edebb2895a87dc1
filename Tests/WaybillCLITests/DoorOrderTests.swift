import CEL
import Foundation
import ProcessSupport
import Testing

/// An order whose shipping another workflow arranges, from the command line on.
@Suite(.timeLimit(.minutes(2))) struct DoorOrderTests {
    private static func run(_ order: String, _ options: String...) -> [String] {
        [
            "run", Workflows.path("door_order.yaml"), "--order",
            Workflows.path("door_orders/\(order).json"), "--wait", "1s",
        ] + Desk.demo + options
    }

    private func effects(on desk: Desk) throws -> [String] {
        try desk.folder.text("demo-ledger.jsonl").split(separator: "\n").map { line in
            try JSON(parsing: String(line)).text("key") ?? ""
        }
    }

    @Test func theChildShipsWithKeysOfItsOwn() async throws {
        let desk = try Desk()
        let ending = try await desk.waybill(Self.run("good", "--format", "json"))
        #expect(try ending.json["output"]?.text("tracking") == "TRK-D-5001")
        let run = "door_order-D-5001"
        #expect(
            try effects(on: desk)
                == ["authorize", "ship/reserve", "ship/label", "capture"].map { "\(run)/\($0)" }
        )
        #expect(try await desk.status(of: "\(run)/ship") == "completed")
        #expect(try await desk.status(of: "\(run)/ask") == "waiting")
    }

    @Test func theChildIsUndoneBeforeWhatWasDoneBeforeIt() async throws {
        let desk = try Desk()
        let ending = try await desk.waybill(Self.run("capture_fails", "--format", "json"))
        #expect(try ending.json.text("status") == "compensated")
        let run = "door_order-D-5002"
        #expect(
            try effects(on: desk).suffix(3)
                == ["ship/label", "ship/reserve", "authorize"].map { "\(run)/\($0)/undo" }
        )
        let child = try await desk.waybill("history", "\(run)/ship")
        #expect(child.output.contains("started by step ship of run \(run)"))
        let parent = try await desk.waybill("history", run)
        #expect(parent.output.contains("undone by run \(run)/ship"))
    }

    @Test func anOrderThatCameToNothingIsTriedAgainOnlyWhenAsked() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Self.run("capture_fails"))
        let same = try await desk.waybill(Self.run("capture_fails", "--format", "json"))
        #expect(try same.json.text("run") == "door_order-D-5002")
        let again = try await desk.waybill(Self.run("capture_fails", "--again", "--format", "json"))
        #expect(try again.json.text("run") == "door_order-D-5002#2")
        #expect(try await desk.status(of: "door_order-D-5002#2/ship") == "compensated")
    }

    @Test(arguments: stride(from: 60, through: 660, by: 100).map(\.self))
    func killedAtAnyTimeEachEffectHappensOnce(milliseconds: Int) async throws {
        let desk = try Desk()
        let runner = try desk.start(Self.run("capture_fails"))
        try await Task.sleep(for: .milliseconds(milliseconds))
        runner.kill()
        _ = await runner.ending()
        let again = try await desk.waybill(Self.run("capture_fails"))
        #expect(again.exitCode == 3, "\(again.error)")
        let effects = try effects(on: desk)
        let steps = ["authorize", "ship/reserve", "ship/label"].map { "door_order-D-5002/\($0)" }
        #expect(effects.sorted() == (steps + steps.map { "\($0)/undo" }).sorted())
    }
}
