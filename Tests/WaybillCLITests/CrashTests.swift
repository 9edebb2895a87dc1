import ProcessSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct CrashTests {
    /// Of the order, by name.
    private static let effects = [
        "inventory.reserve_parcel", "inventory.reserve_parcel", "notify.email", "notify.email",
        "payments.authorize", "payments.capture", "shipping.create_label", "shipping.create_label",
    ]

    /// A desk at which the order is under way, and slowly: an effect takes place half-way between a
    /// call and its answer, which is a second. The letter at the end is not answered for so long that
    /// the run cannot end before it is killed.
    private func desk(whenDone handler: String) async throws -> (Desk, ToolProcess) {
        let desk = try Desk()
        try desk.writeFulfilOrder(to: "mine.yaml")
        let bindings = try Workflows.text("bindings/demo.yaml")
            .replacing("latency: 30ms", with: "latency: 1m")
            .replacing(/latency: [0-9]+ms([,\n] *ledger)/) { "latency: 1s\($0.1)" }
        try desk.folder.write(bindings, to: "slow.yaml")

        let order = Workflows.path("orders/good.json")
        let run = try desk.start(
            ["run", "mine.yaml", "--order", order, "--bindings", "slow.yaml"]
        )
        let hasHappened = await eventually {
            desk.folder.text("demo-ledger.jsonl").contains(handler)
        }
        try #require(hasHappened)
        return (desk, run)
    }

    private func ledger(of desk: Desk) -> [String] {
        desk.folder.ledger("demo-ledger.jsonl", of: "fulfil_order-W-100045").map(\.handler).sorted()
    }

    @Test(
        "Killed in the middle and resumed, each effect happens once",
        arguments: Set(effects).subtracting(["notify.email"])
    )
    func kill(whenDone handler: String) async throws {
        let (desk, run) = try await desk(whenDone: handler)
        run.kill()
        try #require(await run.ending().signal == 9)

        let ending = try await desk.waybill(Desk.resume + ["--format", "json"])
        #expect(ending.exitCode == 0)
        #expect(try ending.json.elements.map { $0.text("outcome") } == ["fulfilled"])
        #expect(ledger(of: desk) == Self.effects)
    }

    @Test func theWorkflowFileIsNotNeededToResume() async throws {
        let (desk, run) = try await desk(whenDone: "payments.authorize")
        run.kill()
        try #require(await run.ending().signal == 9)
        try desk.folder.write("another: text", to: "mine.yaml")

        let ending = try await desk.waybill(Desk.resume)
        #expect(ending.exitCode == 0, "\(ending.error)")
    }

    @Test func ctrlCStopsBetweenTwoTurns() async throws {
        let (desk, run) = try await desk(whenDone: "payments.authorize")
        run.interrupt()
        #expect(await run.ending().exitCode == 130)

        #expect(try await desk.waybill(Desk.resume).exitCode == 0)
        #expect(ledger(of: desk) == Self.effects)
    }

    @Test func resumeWithNothingToDoSaysSo() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Desk.fulfil("good"))
        let ending = try await desk.waybill(Desk.resume)
        #expect(ending.exitCode == 0)
        #expect(ending.output.contains("no run is unfinished"))
    }
}
