import CEL
import ProcessSupport
import Testing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Events that come before anybody awaits them, or is started by them.
@Suite(.timeLimit(.minutes(2))) struct EarlyEventTests {
    private let bench = Bench()

    /// It begins to await what the child took in the turn in which the child took it.
    @Test func whatAChildTakesIsTakenByTheRunThatAwaitsItNext() async throws {
        let child = """
            waybill: 1
            workflow: serve
            events: { order.approved: { order: string, by: string } }
            input: { order: string }
            steps:
              - { step: word, await: order.approved, match: { order: input.order }, timeout: 1d }
            """
        let workflow = try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            use: [serve.yaml]
            events: { order.approved: { order: string, by: string } }
            input: { id: string }
            key: input.id
            steps:
              - { step: serve, run: serve, with: { order: "${ input.id }" } }
            \(Sample.approval)
            """,
            ["serve.yaml": child]
        )
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        let takers = try bench.journal.runs(thatTook: Sample.approval("1").identity)
        #expect(Set(takers) == ["sell-1/serve", "sell-1"])
    }

    /// Its producer says that it happened long before.
    @Test func anEventThatCameWhileTheRunWasThereIsTakenWhateverItsTime() async throws {
        let clock = HandClock()
        let timed = Bench(clock: clock.clock)
        let workflow = try Sample.workflow(
            "  - { step: pause, when: input.id == '2', wait: 5s }",
            Self.anyones
        )
        try await timed.run { engine in
            for order in ["1", "2"] {
                let run = try await engine.submit(Sample.order(order), to: workflow).run
                _ = try await timed.state(of: run) { $0.status == .waiting }
            }
            let said = clock.clock.now().advanced(by: .seconds(-3_600))
            let event = CloudEvent(
                id: "e1",
                source: "desk",
                type: "order.approved",
                time: said,
                data: Sample.approval("x").data
            )
            #expect(await engine.deliver(event) == .accepted)
            _ = try await timed.state(of: "sell-1") { $0.end != nil }
            clock.advance(by: .seconds(5))
            _ = try await timed.state(of: "sell-2") { $0.end != nil }
        }
        #expect(try timed.journal.run("sell-2")?.status == .completed)
    }

    /// While it is parked it awaits nothing.
    @Test func anEventThatCameBeforeAnAwaitWasTriedAgainIsTaken() async throws {
        let workflow = try Sample.workflow(
            Sample.payForGood,
            Sample.approval.replacing("timeout: 3d", with: "timeout: 1s")
        )
        let clock = HandClock()
        let timed = Bench(clock: clock.clock)
        try await timed.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await timed.state(of: "sell-1") { $0.status == .waiting }
            clock.advance(by: .seconds(2))
            _ = try await timed.state(of: "sell-1") { $0.status == .parked }
            #expect(await engine.deliver(Sample.approval("1")) == .kept)
            #expect(await engine.request(.retry(nil), of: "sell-1") == .accepted)
            _ = try await timed.state(of: "sell-1") { $0.end != nil }
        }
    }

    private static let anyones = """
          - step: word
            await: order.approved
            where: event.data.by == 'kim'
            timeout: 8s
        """

    // MARK: - Workflows that are registered later

    @Test func whatCameBeforeAWorkflowWasRegisteredStartsIt() async throws {
        try await bench.run { engine in
            #expect(await engine.deliver(StartTests.placed("7")) == .kept)
            let none = StartTests.placed("8", total: .number("0"), id: "e2")
            #expect(await engine.deliver(none) == .kept)
            #expect(await engine.register(try StartTests.bill(key: "key: input.id")) == .accepted)
            _ = try await bench.state(of: "bill-7") { $0.end != nil }
        }
        #expect(try bench.orphans.map(\.id) == ["e2"])
        #expect(try bench.journal.runs(matching: .all, limit: 9).map(\.id) == ["bill-7"])
    }

    @Test func whatARunHasTakenStartsNone() async throws {
        let approved = try Sample.pinned(
            """
            waybill: 1
            workflow: greet
            events: { order.approved: { order: string, by: string } }
            input: { id: string }
            start: { event: order.approved, input: { id: "${ event.data.order }" } }
            steps: [{ step: pause, wait: 1h }]
            """
        )
        try await bench.run { engine in
            let workflow = try Sample.workflow(Sample.approval)
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            #expect(await engine.register(approved) == .accepted)
            await engine.synchronize()
        }
        #expect(try bench.journal.runs(matching: .all, limit: 9).map(\.id) == ["sell-1"])
    }

    @Test func whatCameMoreThanAWeekBeforeStartsNone() async throws {
        let clock = HandClock()
        let timed = Bench(clock: clock.clock)
        try await timed.run { engine in
            _ = await engine.deliver(StartTests.placed("7"))
            clock.advance(by: .seconds(7 * 86_400 + 1))
            _ = await engine.register(try StartTests.bill(key: "key: input.id"))
            await engine.synchronize()
            await engine.synchronize()
        }
        #expect(try timed.journal.runs(matching: .all, limit: 9).isEmpty)
    }

    /// Of those that are not offered in one turn, none is lost.
    @Test func manyThatCameBeforeAllStartIt() async throws {
        try await bench.run { engine in
            for number in 0..<250 {
                _ = await engine.deliver(StartTests.placed("\(number)", id: "e\(number)"))
            }
            _ = await engine.register(try StartTests.bill(key: "key: input.id"))
            #expect(
                try await eventually {
                    try bench.journal.runs(matching: .all, limit: 999).count == 250
                }
            )
        }
    }
}
