import CEL
import ProcessSupport
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillModel

@testable import CrashRunner
@testable import WaybillJournal

/// How events that runs publish leave the store (LANGUAGE.md, "Events"): at least once, in order for
/// a run, with an id that never changes.
@Suite(.timeLimit(.minutes(2))) struct OutboxTests {
    private let receiver = Receiver()
    private let bench: Bench

    init() { bench = Bench(events: receiver) }

    /// Publishes two events, with a call between them.
    static let steps = """
          - { step: begun, emit: order.begun, data: { order: "${ input.id }" } }
        \(Sample.pay)
          - { step: sold, emit: order.sold, data: { order: "${ input.id }" } }
        """

    static func workflow() throws -> PinnedWorkflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            events:
              order.begun: { order: string }
              order.sold: { order: string }
            input: { id: string, note: string? }
            key: input.id
            steps:
            \(steps)
            """
        )
    }

    private func isDelivered(_ journal: any Journal) async throws -> Bool {
        try await eventually { try journal.undeliveredCount == 0 }
    }

    @Test func eventsAreDeliveredInTheOrderPublished() async throws {
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: Self.workflow())
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            #expect(try await isDelivered(bench.journal))
        }
        #expect(receiver.ids == ["sell-1/begun", "sell-1/sold"])
        let event = try #require(receiver.events.first)
        #expect(event["specversion"] == .string("1.0"))
        #expect(event["type"] == .string("order.begun"))
        #expect(event["source"] == .string("/waybill/sell"))
        #expect(event["correlationid"] == .string("sell-1"))
        #expect(event["data"]?["order"] == .string("1"))
    }

    @Test func nothingIsDeliveredBeforeItIsDurable() async throws {
        let receiver = receiver
        var bench = bench
        bench.journal = InterceptedJournal(InMemoryJournal()) {
            turn,
            journal throws(JournalError) in
            let published = turn.events.flatMap(\.events).compactMap { recorded -> String? in
                if case .eventEmitted(_, let event) = recorded.event { event.id } else { nil }
            }
            #expect(Set(published).isDisjoint(with: receiver.ids))
            try journal.commit(turn)
        }
        let watched = bench
        try await watched.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: Self.workflow())
            #expect(await eventually { receiver.ids.count == 2 })
        }
    }

    @Test func whatIsPublishedWithoutAReceiverWaitsForOne() async throws {
        var deaf = bench
        deaf.events = nil
        _ = try await deaf.end(of: "1", in: Self.workflow())
        #expect(try bench.journal.undeliveredCount == 2)

        try await bench.run { _ in
            let isDone = try await isDelivered(bench.journal)
            #expect(isDone)
        }
        #expect(receiver.ids == ["sell-1/begun", "sell-1/sold"])
    }

    @Test func anEventThatFailsIsTriedAgainBeforeTheNextOfItsRun() async throws {
        let clock = HandClock()
        var bench = bench
        bench.clock = clock.clock
        receiver.refuse("sell-1/begun", times: 2)
        let patient = bench
        try await patient.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: Self.workflow())
            for attempts in 1...2 {
                #expect(
                    try await eventually {
                        try patient.journal.firstUndelivered(of: "sell-1")?.attempts == attempts
                    }
                )
                clock.advance(by: .seconds(60))
            }
            #expect(try await isDelivered(patient.journal))
        }
        #expect(receiver.refused == ["sell-1/begun", "sell-1/begun"])
        #expect(receiver.ids == ["sell-1/begun", "sell-1/sold"])
    }

    @Test func aRunWhoseEventIsRefusedDoesNotHoldUpOthers() async throws {
        receiver.refuse("sell-1/begun", times: 1_000)
        try await bench.run { engine in
            for order in ["1", "2", "3"] {
                _ = try await engine.submit(Sample.order(order), to: Self.workflow())
            }
            #expect(await eventually { receiver.ids.count == 4 })
        }
        #expect(receiver.ids(of: "sell-2") == ["sell-2/begun", "sell-2/sold"])
        #expect(receiver.ids(of: "sell-3") == ["sell-3/begun", "sell-3/sold"])
        let waiting = try #require(try bench.journal.firstUndelivered(of: "sell-1"))
        #expect(waiting.event.id == "sell-1/begun")
        #expect(waiting.lastError == "no")
    }

    @Test func manyRunsAreDeliveredEachInItsOrder() async throws {
        let orders = (1...60).map(String.init)
        try await bench.run { engine in
            for order in orders {
                _ = try await engine.submit(Sample.order(order), to: Self.workflow())
            }
            #expect(await eventually { receiver.ids.count == 120 })
            #expect(try await isDelivered(bench.journal))
        }
        for order in orders {
            #expect(
                receiver.ids(of: "sell-\(order)") == ["sell-\(order)/begun", "sell-\(order)/sold"]
            )
        }
        #expect(receiver.mostAtOnce <= 16)
    }

    @Test func anEventThatCannotBeReadIsToldAndTheOthersAreDelivered() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        defer { lease.release() }
        let journal = try SQLiteJournal(lease)
        var deaf = Bench(journal: journal)
        for order in ["1", "2"] { _ = try await deaf.end(of: order, in: Self.workflow()) }
        try journal.damageFirstEvent(of: "sell-1", type: .eventEmitted)

        deaf.events = receiver
        let passedOver = Mutex<[RunID]>([])
        deaf.passOver = { run, _ in passedOver.withLock { $0.append(run) } }
        let bench = deaf
        try await bench.run { _ in
            #expect(await eventually { receiver.ids.count == 2 })
        }
        #expect(receiver.ids == ["sell-2/begun", "sell-2/sold"])
        #expect(passedOver.withLock { $0 } == ["sell-1"])
        let waiting = try journal.undelivered(limit: 9)
        #expect(waiting.map { (try? $0.get())?.event.id } == [nil, "sell-1/sold"])
    }

    @Test func whoeverAskedIsAnsweredOnceWhenTheOutboxCannotBeRead() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        defer { lease.release() }
        let journal = try SQLiteJournal(lease)
        _ = try journal.database.run { try $0.integer("DROP TABLE outbox") }
        let engine = Engine(
            EngineParts(journal: journal, handlers: bench.hands.registry, events: receiver)
        )
        // What is asked before it runs is answered in the first turn.
        let asked = (0..<8).map { _ in Task { await engine.synchronize() } }
        try await Task.sleep(for: .milliseconds(50))
        await #expect(throws: JournalError.self) { try await engine.run() }
        for task in asked { await task.value }
    }

    /// The process ends after an event was delivered and before that is written down.
    @Test func aCrashAfterTheDeliveryLeadsToASecondWithTheSameID() async throws {
        let store = try TemporaryStore()
        do {
            let lease = try store.lease()
            var crashing = bench
            crashing.journal = InterceptedJournal(try SQLiteJournal(lease)) {
                turn,
                journal throws(JournalError) in
                guard turn.deliveries.isEmpty else {
                    throw .storage(path: store.path, message: "crashed")
                }
                try journal.commit(turn)
            }
            let doomed = crashing
            await #expect(throws: JournalError.self) {
                try await doomed.run { engine in
                    _ = try await engine.submit(Sample.order("1"), to: Self.workflow())
                    #expect(await eventually { receiver.ids.count == 1 })
                }
            }
            lease.release()
        }
        #expect(receiver.ids == ["sell-1/begun"])

        let lease = try await store.leaseAgain()
        var again = bench
        again.journal = try SQLiteJournal(lease)
        let resumed = again
        try await resumed.run { _ in
            _ = try await resumed.state(of: "sell-1") { $0.end != nil }
            #expect(try await isDelivered(resumed.journal))
        }
        lease.release()
        #expect(receiver.ids == ["sell-1/begun", "sell-1/begun", "sell-1/sold"])
        #expect(receiver.events[0] == receiver.events[1])
    }
}

/// Takes events in and notes them; it may refuse some.
private final class Receiver: EventSink {
    private struct Notes {
        var events: [JSON] = []
        var refused: [String] = []
        var refusals: [String: Int] = [:]
        var atOnce = 0
        var mostAtOnce = 0
    }

    private let notes = Mutex(Notes())

    /// Refuses the event with an id that many times.
    func refuse(_ id: String, times: Int) { notes.withLock { $0.refusals[id] = times } }

    /// The events taken in so far, in the order they came.
    var events: [JSON] { notes.withLock { $0.events } }
    var ids: [String] { events.map(\.eventID) }
    var refused: [String] { notes.withLock { $0.refused } }
    var mostAtOnce: Int { notes.withLock { $0.mostAtOnce } }

    func ids(of run: String) -> [String] { ids.filter { $0.hasPrefix("\(run)/") } }

    func deliver(_ event: JSON) async throws(DeliveryError) {
        notes.withLock { notes in
            notes.atOnce += 1
            notes.mostAtOnce = max(notes.mostAtOnce, notes.atOnce)
        }
        await Task.yield()
        let isTaken = notes.withLock { notes in
            notes.atOnce -= 1
            if let left = notes.refusals[event.eventID], left > 0 {
                notes.refusals[event.eventID] = left - 1
                notes.refused.append(event.eventID)
                return false
            }
            notes.events.append(event)
            return true
        }
        if !isTaken { throw DeliveryError("no") }
    }
}

extension JSON {
    /// The id of an event document.
    fileprivate var eventID: String { if case .string(let id)? = self["id"] { id } else { "" } }
}
