import Foundation
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillJournal

/// Which files are taken for stores.
@Suite struct StoreFileTests {
    let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    @Test func aClientDoesNotMakeAStore() throws {
        #expect(throws: JournalError.noStore(path: store.path)) {
            try StoreClient(path: store.path)
        }
        #expect(!FileManager.default.fileExists(atPath: store.path))
    }

    @Test func anEmptyFileIsNoStoreToAClientAndANewOneToARunner() throws {
        try Data().write(to: URL(filePath: store.path))
        #expect(throws: JournalError.noStore(path: store.path)) {
            try StoreClient(path: store.path)
        }
        #expect(try store.journal().isEmpty)
    }

    @Test func aStoreOfANewerVersionIsRefused() throws {
        let lease = try store.lease()
        _ = try SQLiteJournal(lease).database.run { try $0.integer("PRAGMA user_version = 99") }
        let newer = JournalError.newerStore(path: store.path, version: 99, known: Schema.version)
        #expect(throws: newer) { try SQLiteJournal(lease) }
        #expect(throws: newer) { try StoreClient(path: store.path) }
        #expect("\(newer)".contains("newer version of Waybill"))
    }

    @Test func anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws {
        let lease = try store.lease()
        _ = try SQLiteJournal(lease).database.run { database in
            _ = try database.integer("PRAGMA application_id = 7")
            _ = try database.integer("PRAGMA journal_mode = DELETE")
        }
        let before = try Data(contentsOf: URL(filePath: store.path))
        #expect(throws: JournalError.notAStore(path: store.path)) { try SQLiteJournal(lease) }
        #expect(throws: JournalError.notAStore(path: store.path)) {
            try StoreClient(path: store.path)
        }
        #expect(try Data(contentsOf: URL(filePath: store.path)) == before)
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        let text = String(repeating: "orders of the day\n", count: 100)
        try Data(text.utf8).write(to: URL(filePath: store.path))
        #expect(throws: JournalError.notAStore(path: store.path)) { try store.journal() }
        #expect(try String(contentsOfFile: store.path, encoding: .utf8) == text)
    }

    /// Without them another process that closes the store takes it for its last user, and throws
    /// away the log that this one writes to.
    @Test func toLookAtAStoreLeavesTheLocksOfItsConnectionsAlone() throws {
        let lease = try store.lease()
        let journal = try SQLiteJournal(lease)
        _ = try journal.unfinishedRuns()
        try StorePath.check(store.path)
        var file = stat()
        try #require(stat(store.path, &file) == 0)
        let own = try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
            .filter { $0.contains(" POSIX ") && $0.contains(" \(getpid()) ") }
        #expect(own.contains { $0.contains(":\(file.st_ino) ") })
        lease.release()
    }

    @Test func aStoreInAFolderThatIsNotThereIsAnErrorThatSaysSo() throws {
        let folder = store.folder.appending(path: "missing").path
        let holder = StoreHolder.thisProcess(command: "waybill run", since: try time(0))
        let error = #expect(throws: JournalError.self) {
            try StoreLease(store: folder + "/store.db", holder: holder)
        }
        #expect(
            error.map { "\($0)" }
                == "the store cannot be at \(folder)/store.db: there is no folder \(folder)"
        )
    }
}
