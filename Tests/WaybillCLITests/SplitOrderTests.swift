import CEL
import Foundation
import ProcessSupport
import Testing

/// Lists that run side by side, from the command line on: the parcels of a split order.
@Suite(.timeLimit(.minutes(2))) struct SplitOrderTests {
    private static func split(_ order: String) -> [String] {
        [
            "run", Workflows.path("split_order.yaml"), "--order",
            Workflows.path("split_orders/\(order).json"),
        ] + Desk.demo
    }

    private func effects(on desk: Desk) throws -> [String] {
        try desk.folder.text("demo-ledger.jsonl").split(separator: "\n").map { line in
            try JSON(parsing: String(line)).text("key") ?? ""
        }
    }

    @Test func everyParcelIsReservedAndLabelledWithKeysOfItsOwn() async throws {
        let desk = try Desk()
        let ending = try await desk.waybill(Self.split("three_parcels") + ["--format", "json"])
        #expect(ending.exitCode == 0)
        #expect(
            try ending.json["output"]?["tracking"]?.elements
                == (1...3).map { .string("TRK-S-3001-\($0)") }
        )
        let run = "split_order-S-3001"
        let holds = (0..<3).map { "\(run)/reserve[\($0)]/hold" }
        let labels = (0..<3).map { "\(run)/dispatch.parcels/labels[\($0)]/label" }
        let others = ["authorize", "capture", "dispatch.letter/receipt"].map { "\(run)/\($0)" }
        #expect(try effects(on: desk).sorted() == (holds + labels + others).sorted())
    }

    @Test func aMissingParcelLetsGoOfTheOthersAndThenOfTheMoney() async throws {
        let desk = try Desk()
        let ending = try await desk.waybill(Self.split("one_missing") + ["--format", "json"])
        #expect(try ending.json.text("outcome") == "out_of_stock")
        let run = "split_order-S-3002"
        let effects = try effects(on: desk)
        #expect(effects.first == "\(run)/authorize")
        #expect(effects.last == "\(run)/authorize/undo")
        for index in [0, 2] where effects.contains("\(run)/reserve[\(index)]/hold") {
            #expect(effects.contains("\(run)/reserve[\(index)]/hold/undo"))
        }
        #expect(!effects.contains("\(run)/reserve[1]/hold"))
    }

    @Test(arguments: stride(from: 60, through: 420, by: 60).map(\.self))
    func killedAtAnyTimeEachEffectHappensOnce(milliseconds: Int) async throws {
        let desk = try Desk()
        let runner = try desk.start(Self.split("three_parcels"))
        try await Task.sleep(for: .milliseconds(milliseconds))
        runner.kill()
        _ = await runner.ending()
        let again = try await desk.waybill(Self.split("three_parcels"))
        #expect(again.exitCode == 0, "\(again.error)")
        let resumed = try await desk.waybill(["status", "split_order-S-3001", "--format", "json"])
        #expect(try resumed.json.text("status") == "completed")
        let effects = try effects(on: desk)
        #expect(effects.count == 9)
        #expect(Set(effects).count == 9)
    }
}
