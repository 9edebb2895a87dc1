import CEL
import ProcessSupport
import Testing

/// Runs that hold a lock, and runs that wait for it, when their process is killed.
@Suite(.timeLimit(.minutes(2))) struct LockCrashTests {
    private static let slots = 2
    private static let orders = 7

    private static let workflow = """
        waybill: 1
        workflow: weigh
        handlers:
          scale.load: { input: { parcel: string }, idempotency: key, effect: loaded, settles_in: 5s }
          scale.clear: { input: { parcel: string }, idempotency: key, effect: cleared, settles_in: 5s }
          office.note: { input: { parcel: string }, effect: none }
        input: { id: string }
        key: input.id
        defaults: { timeout: 2m, retry: { max_attempts: 3, initial_delay: 10ms } }
        steps:
          - step: scale
            scope:
              - step: load
                call: scale.load
                with: { parcel: "${ input.id }" }
                compensate: none
              - step: clear
                call: scale.clear
                with: { parcel: "${ input.id }" }
                compensate: none
            lock: { name: "'scale'", slots: \(slots), timeout: never }
          - step: note
            call: office.note
            with: { parcel: "${ input.id }" }
        """

    /// The office takes its time when the process is to be killed, so that no order ends before.
    private static func bindings(noting latency: String) -> String {
        """
        waybill: 1
        bindings:
          scale.load: { mock: { output: null, latency: 200ms, ledger: ledger.jsonl } }
          scale.clear: { mock: { output: null, latency: 200ms, ledger: ledger.jsonl } }
          office.note: { mock: { output: null, latency: \(latency) } }
        """
    }

    /// The handlers whose effects took place, in their order.
    private func effects(at desk: Desk) throws -> [String] {
        try desk.folder.text("ledger.jsonl").split(separator: "\n").compactMap { line in
            try JSON(parsing: String(line)).text("handler")
        }
    }

    @Test("never more than its slots are inside, and all get in", arguments: [1, 3, 5])
    func kill(whenLoaded loads: Int) async throws {
        let desk = try Desk()
        try desk.folder.write(Self.workflow, to: "weigh.yaml")
        try desk.folder.write(Self.bindings(noting: "90s"), to: "bindings.yaml")
        let orders = (1...Self.orders).map { #"{"id": "\#($0)"}"# }.joined(separator: "\n")
        try desk.folder.write(orders, to: "orders.jsonl")
        let bindings = ["--bindings", "bindings.yaml"]
        let run = try desk.start(
            ["run", "weigh.yaml", "--orders", "orders.jsonl", "--concurrency", "\(Self.orders)"]
                + bindings
        )
        let isLoaded = await eventually {
            ((try? effects(at: desk)) ?? []).count { $0 == "scale.load" } >= loads
        }
        try #require(isLoaded)
        run.kill()
        try #require(await run.ending().signal == 9)
        try desk.folder.write(Self.bindings(noting: "0s"), to: "bindings.yaml")

        let resumed = try await desk.waybill(["resume", "--format", "json"] + bindings)
        #expect(resumed.exitCode == 0, "\(resumed.error)")
        let runs = try await desk.waybill("list", "--format", "json").json
        // On a busy machine the process may be killed before it has taken in all orders.
        let statuses = runs.elements.map { $0.text("status") }
        #expect(Set(statuses) == ["completed"])

        var inside = 0
        var most = 0
        for effect in try effects(at: desk) {
            inside += effect == "scale.load" ? 1 : -1
            most = max(most, inside)
        }
        #expect(most == min(Self.slots, statuses.count))
        #expect(try effects(at: desk).count == 2 * statuses.count)
    }
}
