import CEL
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite(.timeLimit(.minutes(2))) struct RecoveryTests {
    @Test func everyUnfinishedRunGoesOnAtStart() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        let workflow = try Sample.workflow(Sample.pay)
        let runs = (1...5).map { RunID("sell-\($0)") }
        try await bench.run { engine in
            for id in 1...5 { _ = try await engine.submit(Sample.order("\(id)"), to: workflow) }
        }

        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { _ in
            for run in runs { _ = try await bench.state(of: run) { $0.status == .completed } }
        }
        #expect(try bench.journal.unfinishedRuns() == [])
    }

    @Test func aRunThatCannotBeReadIsToldAndTheOthersGoOn() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        defer { lease.release() }
        let journal = try SQLiteJournal(lease)
        var bench = Bench(journal: journal, hands: Hands(["shop.pay": neverAnswers]))
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            for id in 1...2 { _ = try await engine.submit(Sample.order("\(id)"), to: workflow) }
        }
        try journal.damageFirstEvent(of: "sell-1", type: .attemptStarted)

        let passedOver = Mutex<[String]>([])
        bench.passOver = { _, error in passedOver.withLock { $0.append("\(error)") } }
        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { [bench] engine in
            _ = try await bench.state(of: "sell-2") { $0.status == .completed }
            let refusal = "run sell-1 cannot be read by this version"
            #expect(await engine.request(.cancel(reason: nil), of: "sell-1") == .refused(refusal))
        }
        let told = passedOver.withLock { $0 }
        #expect(told.count == 1)
        #expect(told.first?.contains("of run sell-1 cannot be read") == true)
    }

    @Test func aCallThatWasOutIsAskedAgainWithTheSameKey() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }

        #expect(bench.hands.calls.map(\.idempotencyKey) == ["sell-1/pay", "sell-1/pay"])
        let pay = OperationID(StepPath.root.step("pay"))
        #expect(try bench.events(of: "sell-1").contains(.attemptInterrupted(pay, attempt: 1)))
    }

    @Test func aCallThatMustNotBeRepeatedIsNotAskedAgain() async throws {
        let bench = Bench(hands: Hands(["shop.print": neverAnswers]))
        let workflow = try Sample.workflow(Sample.pay, Sample.print)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = await eventuallyCalled("shop.print", bench.hands)
        }
        let end = try await bench.run { _ in
            try await bench.state(of: "sell-1") { $0.end != nil }.end
        }

        #expect(bench.hands.names == ["shop.pay", "shop.print", "shop.refund"])
        guard case .compensated(let error) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        #expect(error.code == "interrupted")
        #expect(error.effect == .unknown)
    }

    @Test func aCallThatMustNotBeRepeatedIsNotRetriedAfterAnUnknownOutcome() async throws {
        let bench = Bench(hands: Hands(["shop.print": { _ in .failure("unavailable", .unknown) }]))
        let end = try await bench.end(of: "1", in: try Sample.workflow(Sample.print))
        #expect(bench.hands.count("shop.print") == 1)
        #expect(end?.errorCode == "unavailable")
    }

    @Test func aRunStaysWithTheDefinitionItStartedWith() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        let first = try Sample.workflow(Sample.pay, version: 1)
        let second = try Sample.workflow(Sample.pay, Sample.print, version: 2)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: first)
        }

        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { engine in
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            _ = try await engine.submit(Sample.order("2"), to: second)
            _ = try await bench.state(of: "sell-2") { $0.end != nil }
        }
        let prints = bench.hands.calls.filter { $0.handler == "shop.print" }
        #expect(prints.map(\.run) == ["sell-2"])
    }

    @Test func aTimerThatCameDueWhileNothingRanFiresAtStart() async throws {
        let time = HandClock()
        let bench = Bench(clock: time.clock)
        let workflow = try Sample.workflow(
            "  - step: rest\n    wait: 12h",
            Sample.pay
        )
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        #expect(bench.hands.names == [])
        let due = try #require(try bench.journal.run("sell-1")?.nextDue)
        #expect(due == time.clock.now().advanced(by: .seconds(12 * 3_600)))

        time.advance(by: .seconds(12 * 3_600))
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        #expect(bench.hands.names == ["shop.pay"])
    }

    @Test func aTimerThatIsNotDueDoesNotFireAtStart() async throws {
        let time = HandClock()
        let bench = Bench(clock: time.clock)
        let workflow = try Sample.workflow("  - step: rest\n    wait: 12h")
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        time.advance(by: .seconds(12 * 3_600 - 1))
        try await bench.run { engine in
            await engine.synchronize()
            #expect(try bench.journal.run("sell-1")?.status == .waiting)
            time.advance(by: .seconds(1))
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
    }

    @Test func theJournalsTimeNeverRunsBackwards() async throws {
        let time = HandClock()
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]), clock: time.clock)
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        time.advance(by: .seconds(-3_600))
        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }

        let times = try bench.journal.events(of: "sell-1", after: 0).map(\.time)
        #expect(times == times.sorted())
    }

    @Test func theTimeOfARetryIsDrawnOnceAndKept() async throws {
        let time = HandClock()
        let bench = Bench(
            hands: Hands(["shop.pay": { _ in .failure("unavailable", Effect.none) }]),
            clock: time.clock
        )
        let workflow = try Sample.workflow(
            """
              - step: pay
                call: shop.pay
                with: { order: "${ input.id }" }
                retry: { max_attempts: 2, initial_delay: 10m, jitter: full }
            """
        )
        let orders = (1...8).map { "\($0)" }
        try await bench.run { engine in
            for order in orders { _ = try await engine.submit(Sample.order(order), to: workflow) }
            for order in orders {
                _ = try await bench.state(of: RunID("sell-\(order)")) { $0.nextDue != nil }
            }
        }
        let drawn = try orders.map { try bench.retryTimes(of: RunID("sell-\($0)")) }
        #expect(Set(drawn).count > 1, "each run draws its own delay")
        for times in drawn {
            let first = try #require(times.first)
            #expect(first.duration(since: time.clock.now()) <= .seconds(600))
        }

        // Another process keeps to the times that the first has drawn.
        try await bench.run { engine in await engine.synchronize() }
        #expect(try orders.map { try bench.retryTimes(of: RunID("sell-\($0)")) } == drawn)
        #expect(bench.hands.count("shop.pay") == orders.count)

        time.advance(by: .seconds(600))
        try await bench.run { _ in
            for order in orders {
                _ = try await bench.state(of: RunID("sell-\(order)")) { $0.end != nil }
            }
        }
        #expect(bench.hands.count("shop.pay") == 2 * orders.count)
    }
}

extension Bench {
    /// When the retries of a run are, or were, due.
    fileprivate func retryTimes(of run: RunID) throws -> [Timestamp] {
        try events(of: run).compactMap { event in
            if case .retryScheduled(_, _, let time) = event { time } else { nil }
        }
    }
}
