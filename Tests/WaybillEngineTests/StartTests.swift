import CEL
import ProcessSupport
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@testable import CrashRunner

/// Workflows that events start, and events that pass from run to run (LANGUAGE.md, "Events").
@Suite(.timeLimit(.minutes(2))) struct StartTests {
    private let bench = Bench()

    /// Pays for what `order.placed` says, when it is worth something.
    static func bill(key: String = "", version: Int = 1, then steps: String = "") throws
        -> PinnedWorkflow
    {
        try Sample.pinned(
            """
            waybill: 1
            workflow: bill
            version: \(version)
            use: [shop.yaml]
            events:
              order.placed: { order: string, total: int }
              order.billed: { order: string }
            input: { id: string }
            \(key)
            start:
              event: order.placed
              where: event.data.total > 0
              input: { id: "${ event.data.order }" }
            steps:
            \(Sample.pay)
              - { step: tell, emit: order.billed, data: { order: "${ input.id }" } }
            \(steps)
            """
        )
    }

    static func placed(
        _ order: String,
        total: JSON = .number("5"),
        id: String = "e1",
        correlation: CorrelationID? = nil
    ) -> CloudEvent {
        CloudEvent(
            id: id,
            source: "web",
            type: "order.placed",
            time: Clock.system.now(),
            correlation: correlation,
            data: .object([JSON.Member("order", .string(order)), JSON.Member("total", total)])
        )
    }

    private func runs(_ bench: Bench, of workflow: WorkflowName = "bill") throws -> [RunRecord] {
        try bench.journal.runs(matching: RunFilter(workflow: workflow), limit: 1_000)
    }

    @Test func anEventStartsARun() async throws {
        try await bench.run { engine in
            #expect(await engine.register(try Self.bill(key: "key: input.id")) == .accepted)
            #expect(await engine.deliver(Self.placed("7", correlation: "web-7")) == .accepted)
            let state = try await bench.state(of: "bill-7") { $0.end != nil }
            #expect(state.end == .completed(nil, output: .null))
        }
        let run = try #require(try runs(bench).first)
        #expect(run.correlation == "web-7")
        #expect(run.key == "7")
        #expect(try bench.journal.runs(thatTook: Self.placed("7").identity) == ["bill-7"])
        #expect(try bench.orphans == [])
    }

    @Test func withoutACorrelationTheRunBeginsOne() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill(key: "key: input.id"))
            _ = await engine.deliver(Self.placed("7"))
        }
        #expect(try runs(bench).map(\.correlation) == ["bill-7"])
    }

    @Test func anEventDeliveredTwiceStartsOneRun() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            #expect(await engine.deliver(Self.placed("7")) == .accepted)
            #expect(await engine.deliver(Self.placed("7")) == .accepted)
            #expect(await engine.deliver(Self.placed("7", id: "e2")) == .accepted)
        }
        #expect(try runs(bench).count == 2)
    }

    @Test func anEventOfWhichTheConditionDoesNotHoldStartsNone() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            #expect(await engine.deliver(Self.placed("7", total: .number("0"))) == .kept)
        }
        #expect(try runs(bench).isEmpty)
        #expect(try bench.orphans.count == 1)
    }

    @Test func anEventWhoseDataHasAnotherTypeIsRefused() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            let verdict = await engine.deliver(Self.placed("7", total: .array([])))
            #expect(
                verdict
                    == .refused(
                        "it does not start bill: the workflow declares order.placed otherwise: "
                            + "data.total: an array stands where int is expected"
                    )
            )
        }
        #expect(try runs(bench).isEmpty)
    }

    @Test func aKeyThatRanBeforeIsTheSameRun() async throws {
        try await bench.run { engine in
            let workflow = try Self.bill(key: "key: input.id")
            _ = await engine.register(workflow)
            _ = try await engine.submit(.object([JSON.Member("id", .string("7"))]), to: workflow)
            #expect(await engine.deliver(Self.placed("7")) == .accepted)
        }
        #expect(try runs(bench).map(\.id) == ["bill-7"])
    }

    @Test func theRegistrationOutlivesTheProcess() async throws {
        try await bench.run { engine in _ = await engine.register(try Self.bill()) }
        try await bench.run { engine in
            #expect(await engine.deliver(Self.placed("7")) == .accepted)
        }
        #expect(try runs(bench).count == 1)
    }

    @Test func theNewestRegistrationCounts() async throws {
        let old = try Self.bill()
        let new = try Self.bill(version: 2)
        try await bench.run { engine in
            _ = await engine.register(old)
            _ = await engine.deliver(Self.placed("7", id: "e1"))
            _ = await engine.register(new)
            _ = await engine.deliver(Self.placed("8", id: "e2"))
        }
        #expect(
            try runs(bench).reversed().map(\.digest) == [old.workflow.digest, new.workflow.digest]
        )
    }

    @Test func whatIsNoLongerRegisteredIsNotStarted() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            let id = try bench.journal.submit(.unregister("bill"))
            #expect(try await eventually { try bench.journal.verdict(of: id) == .accepted })
            #expect(await engine.deliver(Self.placed("7")) == .kept)
        }
        #expect(try runs(bench).isEmpty)
    }

    @Test func aWorkflowThatNoEventStartsIsNotRegistered() async throws {
        try await bench.run { engine in
            let workflow = try Sample.workflow(Sample.pay)
            #expect(
                await engine.register(workflow)
                    == .refused("no event starts sell: it has no `start`")
            )
        }
        #expect(try bench.journal.registrations == [])
    }

    @Test func aRunWhoseHandlersAreNotBoundIsStartedAllTheSame() async throws {
        var unbound = bench
        unbound.handlers = HandlerRegistry()
        try await unbound.run { [unbound] engine in
            _ = await engine.register(try Self.bill(key: "key: input.id"))
            #expect(await engine.deliver(Self.placed("7")) == .accepted)
            #expect(try unbound.journal.run("bill-7")?.status == .running)
        }
        try await bench.run { _ in
            _ = try await bench.state(of: "bill-7") { $0.status == .completed }
        }
    }

    // MARK: - From run to run

    /// Waits for the bill of its order.
    static func wait(for order: String) throws -> PinnedWorkflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: wait
            events:
              order.billed: { order: string }
            input: { id: string }
            key: input.id
            steps:
              - step: billed
                await: order.billed
                match: { order: input.id }
                timeout: 1d
            """
        )
    }

    @Test func whatOneRunPublishesAnotherAwaits() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill(key: "key: input.id"))
            let order = JSON.object([JSON.Member("id", .string("7"))])
            _ = try await engine.submit(order, to: try Self.wait(for: "7"))
            _ = await engine.deliver(Self.placed("7"))
            _ = try await bench.state(of: "wait-7") { $0.end != nil }
        }
        let event = CloudEvent.Identity(source: "/waybill/bill", id: "bill-7/tell")
        #expect(try bench.journal.runs(thatTook: event) == ["wait-7"])
    }

    @Test func whatWasPublishedEarlyIsTakenLater() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill(key: "key: input.id"))
            _ = await engine.deliver(Self.placed("7"))
            _ = try await bench.state(of: "bill-7") { $0.end != nil }
            let order = JSON.object([JSON.Member("id", .string("7"))])
            _ = try await engine.submit(order, to: try Self.wait(for: "7"))
            _ = try await bench.state(of: "wait-7") { $0.end != nil }
        }
    }

    @Test func whatIsPublishedForTheOutsideIsNoOrphan() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill(key: "key: input.id"))
            _ = await engine.deliver(Self.placed("7"))
            _ = try await bench.state(of: "bill-7") { $0.end != nil }
        }
        #expect(try bench.orphans == [])
        let published = try bench.journal.keptEvents(
            matching: KeptEventFilter(origin: .run),
            limit: 9
        )
        #expect(published.map(\.event.id) == ["bill-7/tell"])
    }

    /// Counts down: each run publishes the event that starts the next.
    static func countdown() throws -> PinnedWorkflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: count
            events:
              count: { left: int }
            input: { left: int }
            key: string(input.left)
            start: { event: count, where: event.data.left > 0, input: "${ event.data }" }
            steps:
              - { step: again, emit: count, data: { left: "${ input.left - 1 }" } }
            """
        )
    }

    /// Longer than what is offered in one turn.
    @Test func aWorkflowThatStartsItselfDoesNotHoldUpTheLoop() async throws {
        let longest = LongestTurn()
        var counting = bench
        counting.journal = InterceptedJournal(InMemoryJournal()) {
            turn,
            journal throws(JournalError) in
            longest.note(turn.runs.count)
            try journal.commit(turn)
        }
        let counted = counting
        try await counted.run { engine in
            let workflow = try Self.countdown()
            _ = await engine.register(workflow)
            let first = JSON.object([JSON.Member("left", .number("350"))])
            _ = try await engine.submit(first, to: workflow)
            _ = try await counted.state(of: "count-1") { $0.end != nil }
        }
        #expect(try runs(counted, of: "count").count == 350)
        #expect(longest.runs <= 101)
        #expect(try runs(counted, of: "count").allSatisfy { $0.correlation == "count-350" })
        #expect(try counted.journal.unofferedEvents(limit: 9).isEmpty)
    }

    /// The process ends while events that were published wait to be offered.
    @Test func whatWasNotOfferedBeforeACrashIsOfferedAfterIt() async throws {
        let store = try TemporaryStore()
        do {
            let lease = try store.lease()
            var crashing = bench
            crashing.journal = InterceptedJournal(try SQLiteJournal(lease)) {
                turn,
                journal throws(JournalError) in
                guard turn.offeredEvents.isEmpty else {
                    throw .storage(path: store.path, message: "crashed")
                }
                try journal.commit(turn)
            }
            let doomed = crashing
            await #expect(throws: JournalError.self) {
                try await doomed.run { engine in
                    let workflow = try Self.countdown()
                    _ = await engine.register(workflow)
                    let first = JSON.object([JSON.Member("left", .number("250"))])
                    _ = try await engine.submit(first, to: workflow)
                }
            }
            lease.release()
        }
        let lease = try await store.leaseAgain()
        var again = bench
        again.journal = try SQLiteJournal(lease)
        let resumed = again
        try await resumed.run { _ in
            _ = try await resumed.state(of: "count-1") { $0.end != nil }
        }
        #expect(try runs(resumed, of: "count").count == 250)
        lease.release()
    }

    // MARK: - Operators

    @Test func anEventThatNobodyTookCanBeDropped() async throws {
        try await bench.run { engine in
            let event = Self.placed("7")
            #expect(await engine.deliver(event) == .kept)
            let dropped = try bench.journal.submit(.drop(event.identity, reason: "by mistake"))
            #expect(try await eventually { try bench.journal.verdict(of: dropped) == .accepted })
            #expect(try bench.orphans == [])
            let again = try bench.journal.submit(.drop(event.identity, reason: "once more"))
            #expect(
                try await eventually {
                    try bench.journal.verdict(of: again)
                        == .refused("no event e1 from web is kept")
                }
            )
        }
    }

    @Test func anEventThatARunTookIsNotDropped() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            _ = await engine.deliver(Self.placed("7"))
            let dropped = try bench.journal.submit(
                .drop(Self.placed("7").identity, reason: "by mistake")
            )
            #expect(
                try await eventually {
                    try bench.journal.verdict(of: dropped)
                        == .refused(
                            "event e1 was taken: only what no run has taken is dropped"
                        )
                }
            )
        }
    }

    @Test func anEventIsOfferedToAwaitsForSevenDays() async throws {
        let clock = HandClock()
        var bench = bench
        bench.clock = clock.clock
        let aging = bench
        try await aging.run { engine in
            let event = CloudEvent(
                id: "e1",
                source: "web",
                type: "order.billed",
                time: clock.clock.now(),
                data: .object([JSON.Member("order", .string("7"))])
            )
            #expect(await engine.deliver(event) == .kept)
            clock.advance(by: .seconds(7 * 86_400 + 1))
            let order = JSON.object([JSON.Member("id", .string("7"))])
            _ = try await engine.submit(order, to: try Self.wait(for: "7"))
            #expect(try aging.journal.run("wait-7")?.status == .waiting)
        }
        #expect(try aging.orphans.count == 1)
    }
}

/// How many runs one turn wrote down at most.
private final class LongestTurn: Sendable {
    private let most = Mutex(0)

    func note(_ count: Int) { most.withLock { $0 = max($0, count) } }
    var runs: Int { most.withLock { $0 } }
}
