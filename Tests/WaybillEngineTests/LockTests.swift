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

/// Runs that want into scopes of one lock, on a real store.
@Suite(.timeLimit(.minutes(2))) struct LockTests {
    /// The workflow `sell`, which pays and prints while it holds the till.
    private static func paying(slots: Int = 1, timeout: String = "never") throws
        -> PinnedWorkflow
    {
        try Sample.workflow(
            """
              - step: till
                scope:
            \(Sample.pay.indented(2))
            \(Sample.print.indented(2))
                lock: { name: "'till'", slots: \(slots), timeout: \(timeout) }
            """
        )
    }

    /// The workflow `sell`, which waits for somebody's word while it holds the till, and then pays.
    private static func asking(timeout: String = "never") throws -> PinnedWorkflow {
        try Sample.workflow(
            """
              - step: till
                scope:
            \(Sample.approval.indented(2))
            \(Sample.pay.indented(2))
                lock: { name: "'till'", timeout: \(timeout) }
            """
        )
    }

    @Test("never more than its slots are inside, and all get in", arguments: [1, 3])
    func contention(slots: Int) async throws {
        let store = try TemporaryStore()
        let hands = Hands()
        let inside = Mutex((now: 0, most: 0))
        hands.set("shop.pay") { call in
            inside.withLock { count in
                count.now += 1
                count.most = max(count.most, count.now)
            }
            return .done(call)
        }
        hands.set("shop.print") { call in
            inside.withLock { $0.now -= 1 }
            return .done(call)
        }
        let bench = Bench(journal: try SQLiteJournal(store.lease()), hands: hands)
        let workflow = try Self.paying(slots: slots)
        try await bench.run { engine in
            for id in 1...20 { _ = try await engine.submit(Sample.order("\(id)"), to: workflow) }
            for id in 1...20 {
                _ = try await bench.state(of: RunID("sell-\(id)")) { $0.status == .completed }
            }
        }
        #expect((1...slots).contains(inside.withLock { $0.most }))
        #expect(hands.count("shop.pay") == 20)
    }

    @Test func firstComeFirstServed() async throws {
        let bench = Bench()
        let workflow = try Self.asking()
        let ids = ["7", "3", "9", "1"]
        try await bench.run { engine in
            for id in ids { _ = try await engine.submit(Sample.order(id), to: workflow) }
            for id in ids {
                #expect(await engine.deliver(Sample.approval(id, id: id)) == .accepted)
                _ = try await bench.state(of: RunID("sell-\(id)")) { $0.status == .completed }
            }
        }
        #expect(bench.hands.calls.map(\.run) == ids.map { "sell-\($0)" })
    }

    @Test func whoHoldsALockHoldsItAfterARestart() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        let bench = Bench(journal: try SQLiteJournal(lease))
        let workflow = try Self.asking()
        let ids = ["5", "4", "3"]
        try await bench.run { engine in
            for id in ids { _ = try await engine.submit(Sample.order(id), to: workflow) }
        }
        for (number, id) in ids.enumerated() {
            let next = try Bench(journal: SQLiteJournal(lease), hands: bench.hands)
            try await next.run { engine in
                await engine.synchronize()
                for waiting in ids[(number + 1)...] {
                    let state = try await next.state(of: RunID("sell-\(waiting)"))
                    #expect(state.lockClaim(of: StepPath.root.step("till"))?.isHeld == false)
                }
                _ = await engine.deliver(Sample.approval(id, id: id))
                _ = try await next.state(of: RunID("sell-\(id)")) { $0.status == .completed }
            }
        }
        #expect(bench.hands.calls.map(\.run) == ids.map { "sell-\($0)" })
    }

    @Test func aCallThatIsOutKeepsTheLockThroughARestart() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        let workflow = try Self.paying()
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("2"), to: workflow)
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = await eventuallyCalled("shop.pay", bench.hands)
        }
        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { _ in
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
        let pays = bench.hands.calls.filter { $0.handler == "shop.pay" }
        #expect(pays.map(\.run) == ["sell-2", "sell-2", "sell-1"])
    }

    @Test func whatFailedInsideIsUndoneBeforeTheNextIsLetIn() async throws {
        let bench = Bench()
        bench.hands.set("shop.print") { call in
            call.run == "sell-1" ? .failure("no_paper") : .done(call)
        }
        let workflow = try Self.paying()
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await engine.submit(Sample.order("2"), to: workflow)
            _ = try await bench.state(of: "sell-2") { $0.status == .completed }
        }
        #expect(
            bench.hands.names == [
                "shop.pay", "shop.print", "shop.refund", "shop.pay", "shop.print",
            ]
        )
    }

    @Test func whoWaitsTooLongOrIsCancelledLeavesTheQueue() async throws {
        let time = HandClock()
        let bench = Bench(clock: time.clock)
        let patient = try Self.asking()
        let hasty = try Self.asking(timeout: "1h")
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: patient)
            time.advance(by: .seconds(1))
            _ = try await engine.submit(Sample.order("2"), to: hasty)
            time.advance(by: .seconds(1))
            _ = try await engine.submit(Sample.order("3"), to: patient)
            time.advance(by: .seconds(1))
            _ = try await engine.submit(Sample.order("4"), to: patient)
            time.advance(by: .seconds(3_600))
            let late = try await bench.state(of: "sell-2") { $0.end != nil }
            #expect(late.end?.errorCode == .timeout)
            #expect(await engine.request(.cancel(reason: nil), of: "sell-3") == .accepted)

            _ = await engine.deliver(Sample.approval("1", id: "e1"))
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
            _ = await engine.deliver(Sample.approval("4", id: "e4"))
            _ = try await bench.state(of: "sell-4") { $0.status == .completed }
        }
        #expect(bench.hands.calls.map(\.run) == ["sell-1", "sell-4"])
    }

    @Test("a disk that is full for a while lets nobody in too early", arguments: 1...6)
    func fullDisk(commit: Int) async throws {
        let commits = Mutex(0)
        let journal = InterceptedJournal(InMemoryJournal()) { turn, journal throws(JournalError) in
            let number = commits.withLock { count in
                count += 1
                return count
            }
            if number == commit { throw .diskFull(path: "store.db") }
            try journal.commit(turn)
        }
        let hands = Hands()
        let bench = Bench(journal: journal, hands: hands)
        let workflow = try Self.paying()
        try await bench.run { engine in
            for id in 1...3 {
                while (try? await engine.submit(Sample.order("\(id)"), to: workflow)) == nil {}
            }
            for id in 1...3 {
                _ = try await bench.state(of: RunID("sell-\(id)")) { $0.status == .completed }
            }
        }
        let runs = hands.calls.map(\.run)
        #expect(runs == ["sell-1", "sell-1", "sell-2", "sell-2", "sell-3", "sell-3"])
    }
}

extension String {
    /// The lines, each that many spaces further in.
    fileprivate func indented(_ spaces: Int) -> String {
        split(separator: "\n").map { String(repeating: " ", count: spaces) + $0 }
            .joined(separator: "\n")
    }
}
