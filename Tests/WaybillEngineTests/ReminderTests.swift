import CEL
import ProcessSupport
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Reminders of runs on a store on disk, over restarts.
@Suite(.timeLimit(.minutes(2))) struct ReminderTests {
    private let store: TemporaryStore
    private let clock = HandClock()
    private let bench: Bench

    init() throws {
        store = try TemporaryStore()
        bench = Bench(journal: try SQLiteJournal(store.lease()), clock: clock.clock)
    }

    private static let steps = """
          - step: approval
            await: order.approved
            match: { order: input.id }
            timeout: 3d
            remind:
              every: 12h
              steps:
                - step: nudge
                  call: shop.pay
                  with: { order: "${ input.id }" }
                  timeout: 1h
                  retry: { max_attempts: 3, initial_delay: 1ms, max_delay: 1ms }
                  compensate:
                    call: shop.refund
                    with: { order: "${ input.id }" }
        """

    private func submit(on engine: Engine) async throws {
        let workflow = try Sample.workflow(Self.steps)
        let run = try await engine.submit(Sample.order("1"), to: workflow).run
        _ = try await bench.state(of: run) { $0.status == .waiting }
    }

    /// Waits until so many reminders have ended.
    private func reminders(_ count: Int) async throws {
        let haveEnded = try await eventually {
            try bench.events(of: "sell-1").count { event in
                if case .listEnded = event { true } else { false }
            } == count
        }
        #expect(haveEnded)
    }

    @Test func eachIsSentOnceWithAKeyOfItsOwnAlsoAfterARestart() async throws {
        try await bench.run { engine in
            try await submit(on: engine)
            clock.advance(by: .seconds(12 * 3_600))
            try await reminders(1)
        }
        // The second is missed while nothing runs, and sent when the third would be due.
        clock.advance(by: .seconds(24 * 3_600))
        try await bench.run { engine in
            try await reminders(2)
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        #expect(
            bench.hands.calls.map(\.idempotencyKey)
                == ["sell-1/approval@1/nudge", "sell-1/approval@2/nudge"]
        )
    }

    @Test func oneThatIsOutWhenTheEventComesIsTakenBackAlsoAfterARestart() async throws {
        bench.hands.set("shop.pay", neverAnswers)
        try await bench.run { engine in
            try await submit(on: engine)
            clock.advance(by: .seconds(12 * 3_600))
            _ = await eventuallyCalled("shop.pay", bench.hands)
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            #expect(try bench.journal.run("sell-1")?.status == .compensating)
        }
        try await bench.run { _ in
            let end = try await bench.state(of: "sell-1") { $0.end != nil }.end
            #expect(end == .completed(nil, output: .null))
        }
        #expect(bench.hands.names.last == "shop.refund")
    }
}
