import CEL
import Foundation
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillJournal

/// What only the journal in a file does.
@Suite struct SQLiteJournalTests {
    let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    /// Runs a statement on a journal's own connection.
    @discardableResult
    private func sql(_ text: String, on database: StoreDatabase) throws -> Int? {
        try database.run { try $0.integer(text) }
    }

    private func event(_ sequence: Int) throws -> RecordedEvent {
        try recorded(sequence, .stepSkipped(.root.step("a")))
    }

    @Test func everyCommitIsSyncedToTheDisk() throws {
        let journal = try store.journal()
        let full = 2
        #expect(try sql("PRAGMA synchronous", on: journal.database) == full)
        let client = try StoreClient(path: store.path)
        #expect(try sql("PRAGMA synchronous", on: client.database) == full)
    }

    @Test func othersCanReadWhileTheRunnerWrites() throws {
        let journal = try store.journal()
        let client = try StoreClient(path: store.path)
        let isVisibleEarly = try journal.database.write { connection in
            try turn(recording: [try runRecord("r")]).write(to: connection)
            return try client.run("r") != nil
        }
        #expect(!isVisibleEarly)
        #expect(try client.run("r") != nil)
    }

    @Test func whatWasCommittedIsThereWhenTheStoreIsOpenedAgain() throws {
        let events = [try event(1), try event(2)]
        do {
            let lease = try store.lease()
            try SQLiteJournal(lease).commit(turn(appending: events, to: "r"))
            lease.release()
        }
        let journal = try store.journal()
        #expect(try journal.events(of: "r", after: 0) == events)
        #expect(try !journal.hasNews())
    }

    @Test func aRunnerWhoseStoreWasTakenOverCannotCommit() throws {
        let lease = try store.lease()
        let zombie = try SQLiteJournal(lease)
        try zombie.commit(turn(appending: [try event(1)], to: "r"))
        lease.release()
        let successor = try store.journal()

        #expect(throws: JournalError.fenced(path: store.path, epoch: 1, current: 2)) {
            try zombie.commit(turn(appending: [try event(2)], to: "r"))
        }
        try successor.commit(turn(appending: [try event(2)], to: "r"))
        #expect(try successor.events(of: "r", after: 0).map(\.sequence) == [1, 2])
    }

    @Test func whatAnotherProcessSubmitsIsNews() throws {
        let journal = try store.journal()
        let client = try StoreClient(path: store.path)
        #expect(try !journal.hasNews())
        let id = try client.submit(.retry("r", nil))
        #expect(try journal.hasNews())
        #expect(try !journal.hasNews())
        #expect(try journal.pendingInbox(limit: 1).map(\.id) == [id])
    }

    @Test func messagesCanBeSubmittedWhileNobodyRunsTheStore() throws {
        let lease = try store.lease()
        _ = try SQLiteJournal(lease)
        lease.release()
        let client = try StoreClient(path: store.path)
        let id = try client.submit(.cancel("r", reason: "late"))
        #expect(try store.journal().pendingInbox(limit: 1).map(\.id) == [id])
    }

    @Test func aFullDiskRefusesTheTurnAndTheJournalGoesOnWhenThereIsRoom() throws {
        let journal = try store.journal()
        let pages = try #require(try sql("PRAGMA page_count", on: journal.database))
        try sql("PRAGMA max_page_count = \(pages)", on: journal.database)
        let large = JSON.string(String(repeating: "x", count: 100_000))
        let started = Event.callStarted(.root.step("a"), input: large)
        let turn = turn(appending: [try recorded(1, started)], to: "r")

        #expect(throws: JournalError.diskFull(path: store.path)) { try journal.commit(turn) }
        #expect(try journal.events(of: "r", after: 0).isEmpty)

        try sql("PRAGMA max_page_count = 100000", on: journal.database)
        try journal.commit(turn)
        #expect(try journal.events(of: "r", after: 0).count == 1)
    }

    @Test func nothingIsAcknowledgedAfterTheDiskFailed() throws {
        let journal = try store.journal()
        try journal.commit(turn(appending: [try event(1)], to: "r"))
        let log = try OpenFile(path: store.path + "-wal")
        try log.whileItCannotBeWritten {
            let error = #expect(throws: JournalError.self) {
                try journal.commit(turn(appending: [try event(2)], to: "r"))
            }
            guard case .diskFailed = error else {
                Issue.record("\(String(describing: error)) is no failure of the disk")
                return
            }
        }
        #expect(throws: JournalError.self) {
            try journal.commit(turn(appending: [try event(2)], to: "r"))
        }
        #expect(try journal.events(of: "r", after: 0).map(\.sequence) == [1])
    }

    @Test(arguments: [
        (
            "UPDATE event SET type = 'step_paused'",
            PayloadError(at: "", "is of a type that this version does not know: step_paused")
        ),
        (
            "UPDATE event SET payload = '{}'",
            PayloadError(at: "path", "is missing")
        ),
        (
            "UPDATE event SET time = 'noon'",
            PayloadError(at: "time", #"is not a time: "noon""#)
        ),
    ])
    func anEventThatCannotBeReadIsNamed(damage: String, problem: PayloadError) throws {
        let journal = try store.journal()
        try journal.commit(turn(appending: [try event(7)], to: "r"))
        try sql(damage, on: journal.database)
        #expect(throws: JournalError.unreadableEvent(run: "r", sequence: 7, problem)) {
            try journal.events(of: "r", after: 0)
        }
    }

    @Test func aMessageThatCannotBeReadDoesNotHoldUpTheOthers() throws {
        let journal = try store.journal()
        _ = try journal.submit(.retry("r", nil))
        try sql(#"UPDATE inbox SET message = '{"message":"pause"}'"#, on: journal.database)
        _ = try journal.submit(.retry("r", nil))
        let pending = try journal.pendingInbox(limit: 9).map(\.message)
        #expect(
            pending == [
                .failure(PayloadError(at: "message", "is unknown: pause")),
                .success(.retry("r", nil)),
            ]
        )
    }

    @Test func aDamagedRowIsAnErrorOfTheStore() throws {
        let journal = try store.journal()
        try journal.commit(turn(recording: [try runRecord("r")]))
        try sql("UPDATE run SET status = 'asleep'", on: journal.database)
        let damaged = JournalError.storage(
            path: store.path,
            message: "a stored value is damaged: status is unknown: asleep"
        )
        #expect(throws: damaged) { try journal.run("r") }
    }
}
