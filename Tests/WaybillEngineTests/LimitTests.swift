import CEL
import ProcessSupport
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillLoading
import WaybillModel

@testable import CrashRunner

@Suite struct LimitTests {
    /// Mocks of which only so many may be called at once.
    private static func handlers(
        concurrency: Int,
        latency: String,
        for workflow: PinnedWorkflow
    ) throws -> HandlerRegistry {
        let text = """
            waybill: 1
            bindings:
              shop.pay:
                mock: { output: { receipt: r-1 }, latency: \(latency) }
                limits: { concurrency: \(concurrency) }
              shop.refund: { mock: { output: null } }
            """
        let loaded = BindingsLoader.load(
            path: "mocks.yaml",
            for: workflow.workflow,
            environment: [:],
            reading: .memory(["mocks.yaml": text])
        )
        return HandlerRegistry(try #require(loaded.bindings))
    }

    @Test func noMoreAttemptsAreOutThanTheBindingAllows() async throws {
        let out = Mutex((now: 0, most: 0))
        let journal = InterceptedJournal(InMemoryJournal()) { turn, journal throws(JournalError) in
            try journal.commit(turn)
            out.withLock { out in
                for event in turn.events.flatMap(\.events).map(\.event) {
                    if case .attemptStarted = event { out.now += 1 }
                    if case .attemptSucceeded = event { out.now -= 1 }
                }
                out.most = max(out.most, out.now)
            }
        }
        let workflow = try Sample.workflow(Sample.pay)
        var bench = Bench(journal: journal)
        bench.handlers = try Self.handlers(concurrency: 3, latency: "5ms", for: workflow)
        try await bench.run { [bench] engine in
            for id in 1...30 { _ = try await engine.submit(Sample.order("\(id)"), to: workflow) }
            for id in 1...30 {
                _ = try await bench.state(of: RunID("sell-\(id)")) { $0.end != nil }
            }
        }
        #expect(out.withLock { $0.most } == 3)
        #expect(out.withLock { $0.now } == 0)
    }

    /// The first run takes the only place as it is recovered, and is cancelled in the same turn.
    @Test func aPlaceTakenByAnAttemptThatIsNeverSentIsGivenBack() async throws {
        let workflow = try Sample.workflow(Sample.pay)
        let store = InMemoryJournal()
        var bench = Bench(journal: store)
        bench.handlers = try Self.handlers(concurrency: 1, latency: "1h", for: workflow)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await engine.submit(Sample.order("2"), to: workflow)
        }
        _ = try store.submit(.cancel("sell-1", reason: nil))

        bench.handlers = try Self.handlers(concurrency: 1, latency: "1ms", for: workflow)
        try await bench.run { [bench] _ in
            _ = try await bench.state(of: "sell-1") { $0.status == .cancelled }
            _ = try await bench.state(of: "sell-2") { $0.status == .completed }
        }
    }
}
