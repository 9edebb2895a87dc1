import CEL
import Foundation
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@testable import CrashRunner

@Suite struct DurabilityTests {
    @Test func aCallIsSentOnlyWhenItsStartIsDurable() async throws {
        let journal = InMemoryJournal()
        let hands = Hands()
        let whatWasDurable = Mutex<[[Event]]>([])
        for handler in ["shop.pay", "shop.print"] as [HandlerName] {
            hands.set(handler) { call in
                let durable = try journal.events(of: "sell-1", after: 0).map(\.event)
                whatWasDurable.withLock { $0.append(durable) }
                return .done(call)
            }
        }
        let slow = InterceptedJournal(journal) { turn, journal throws(JournalError) in
            usleep(20_000)
            try journal.commit(turn)
        }
        let bench = Bench(journal: slow, hands: hands)
        _ = try await bench.end(of: "1", in: try Sample.workflow(Sample.pay, Sample.print))

        let seen = whatWasDurable.withLock { $0 }
        let steps = ["pay", "print"].map { OperationID(StepPath.root.step(StepID($0))) }
        #expect(seen.map(\.last) == steps.map { .attemptStarted($0, attempt: 1) })
    }

    @Test func whoeverSubmitsIsAnsweredOnlyWhenTheRunIsDurable() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            let run = try await engine.submit(Sample.order("1"), to: workflow).run
            #expect(try bench.journal.run(run) != nil)
        }
    }

    @Test(
        "A disk that is full for a while loses nothing and repeats nothing",
        arguments: 2...4
    )
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
        let bench = Bench(journal: journal)
        let workflow = try Sample.workflow(Sample.pay, Sample.approval, Sample.print)
        try await bench.run { engine in
            let run = try await engine.submit(Sample.order("1"), to: workflow).run
            _ = try await bench.state(of: run) { $0.status == .waiting }
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            _ = try await bench.state(of: run) { $0.status == .completed }
        }
        #expect(bench.hands.names == ["shop.pay", "shop.print"])
        #expect(commits.withLock { $0 } == 5)
    }

    @Test func aFullDiskRefusesNewOrdersUntilThereIsRoom() async throws {
        let isFull = Atomic(true)
        let journal = InterceptedJournal(InMemoryJournal()) { turn, journal throws(JournalError) in
            if isFull.exchange(false, ordering: .relaxed) { throw .diskFull(path: "store.db") }
            try journal.commit(turn)
        }
        let bench = Bench(journal: journal)
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            let refusal = await #expect(throws: SubmissionError.self) {
                try await engine.submit(Sample.order("1"), to: workflow)
            }
            #expect(refusal?.description == "the disk that holds the store store.db is full")

            #expect(try await engine.submit(Sample.order("1"), to: workflow).isNew)
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
        #expect(bench.hands.names == ["shop.pay"])
    }

    @Test func aFullDiskAtStartDoesNotHideThatACallWasOut() async throws {
        let store = InMemoryJournal()
        let hands = Hands(["shop.print": neverAnswers])
        let workflow = try Sample.workflow(Sample.print)
        try await Bench(journal: store, hands: hands).run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = await eventuallyCalled("shop.print", hands)
        }

        let isFull = Atomic(true)
        let journal = InterceptedJournal(store) { turn, journal throws(JournalError) in
            if isFull.exchange(false, ordering: .relaxed) { throw .diskFull(path: "store.db") }
            try journal.commit(turn)
        }
        let bench = Bench(journal: journal, hands: hands)
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        #expect(hands.count("shop.print") == 1)
    }

    @Test(
        "A store that fails or is taken over stops the engine, and nobody waits for ever",
        arguments: [
            JournalError.diskFailed(path: "store.db", message: "input/output error"),
            JournalError.fenced(path: "store.db", epoch: 1, current: 2),
            JournalError.storage(path: "store.db", message: "database disk image is malformed"),
        ]
    )
    func failure(error: JournalError) async throws {
        let hands = Hands()
        let journal = InterceptedJournal(InMemoryJournal()) { _, _ throws(JournalError) in
            throw error
        }
        let engine = Engine(EngineParts(journal: journal, handlers: hands.registry))
        let workflow = try Sample.workflow(Sample.pay)
        let life = Task { try await engine.run() }

        await #expect(throws: SubmissionError.self) {
            try await engine.submit(Sample.order("1"), to: workflow)
        }
        #expect(
            await engine.deliver(Sample.approval("1")) == .refused("the engine is not running")
        )
        await #expect(throws: error) { try await life.value }
        #expect(hands.names == [])
    }
}
