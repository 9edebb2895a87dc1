import CEL
import Foundation
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillJournal

/// Stores of earlier versions, which were written by them, are opened and gone on with.
@Suite struct StoreMigrationTests {
    let store: TemporaryStore

    /// `Stores/version-1.store` has a finished run, a run that waits, and an event that came early.
    init() throws {
        store = try TemporaryStore()
        let old = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Stores/version-1.store")
        try FileManager.default.copyItem(at: old, to: URL(filePath: store.path))
    }

    @Test(arguments: [true, false])
    func whatAnOldStoreHoldsIsStillThere(byRunner: Bool) throws {
        let reader: any JournalReading =
            if byRunner { try store.journal() } else { try StoreClient(path: store.path) }
        let runs = try reader.runs(matching: .all, limit: 9)
        #expect(runs.map(\.id) == ["payment_with_approval-P-7002", "fulfil_order-W-100045"])
        #expect(runs.map(\.status) == [.waiting, .completed])
        // Each was an order of its own.
        #expect(runs.map(\.correlation.rawValue) == runs.map(\.id.rawValue))
        #expect(try reader.events(of: runs[1].id, after: 0).count > 20)

        let kept = try reader.keptEvents(matching: .untaken, limit: 9)
        #expect(kept.map(\.event.id) == ["early-1"])
        #expect(kept.map(\.keptAt) == kept.map(\.event.time))
        #expect(try reader.unofferedEvents(limit: 9).isEmpty)
    }

    @Test func itIsOfThePresentVersionAfterwards() throws {
        let client = try StoreClient(path: store.path)
        let version = try client.database.run { try $0.integer("PRAGMA user_version") }
        #expect(version == Schema.version)
    }

    @Test func itIsGoneOnWith() throws {
        let journal = try store.journal()
        let event = try cloudEvent("e-1")
        try journal.commit(
            turn(
                appending: [try recorded(100, .eventEmitted(OperationID(.root.step("a")), event))],
                to: "payment_with_approval-P-7002"
            )
        )
        #expect(try journal.undelivered(limit: 9).map { try $0.get().event } == [event])
    }

    /// So does one that keeps and takes events as it knows how to.
    @Test func eventsOfAnOlderRunnerAreTimedAndTaken() throws {
        let journal = try store.journal()
        let events = try ["e-1", "e-2"].map { try cloudEvent($0) }
        let values = events.map { "('desk', '\($0.id)', '\($0.type)', '\($0.payload.text)')" }
            .joined(separator: ", ")
        let statements = [
            "INSERT INTO kept_event (source, id, type, event) VALUES \(values)",
            "INSERT INTO taken_event (source, id, run) VALUES ('desk', 'e-1', 'r')",
        ]
        for sql in statements { _ = try journal.database.run { try $0.integer(sql) } }
        let kept = try journal.keptEvents(matching: KeptEventFilter(isTaken: true), limit: 9)
        #expect(kept.map(\.event) == [events[0]])
        #expect(kept.map(\.keptAt) == [events[0].time])
        #expect(try journal.keptEvents(matching: .untaken, limit: 1).map(\.event) == [events[1]])
    }

    /// An older runner may have the store while a newer client brings it up to date.
    @Test func aRunOfAnOlderRunnerIsAnOrderOfItsOwn() throws {
        let journal = try store.journal()
        _ = try journal.database.run { try $0.integer("UPDATE run SET correlation = ''") }
        let runs = try journal.runs(matching: .all, limit: 9)
        #expect(runs.map(\.correlation.rawValue) == runs.map(\.id.rawValue))
    }
}
