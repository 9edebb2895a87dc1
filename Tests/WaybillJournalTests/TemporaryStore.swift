import Foundation
import WaybillInterpreter
import WaybillJournal

/// A store's file in a folder of its own, which goes when this does.
final class TemporaryStore {
    let folder: URL
    var path: String { folder.appending(path: "store.db").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "waybill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func lease(command: String = "waybill run") throws -> StoreLease {
        try StoreLease(
            store: path,
            holder: .thisProcess(command: command, since: try time(3))
        )
    }

    func journal() throws -> SQLiteJournal { try SQLiteJournal(lease()) }
}

/// The ways to write and read a journal that are held to the same behaviour.
enum JournalKind: CaseIterable {
    case inMemory
    case sqlite
    /// Written by the runner, read by another connection.
    case sqliteReadByClient

    func make() throws -> JournalUnderTest {
        switch self {
        case .inMemory:
            let journal = InMemoryJournal()
            return JournalUnderTest(journal: journal, reader: journal, store: nil)
        case .sqlite:
            let store = try TemporaryStore()
            let journal = try store.journal()
            return JournalUnderTest(journal: journal, reader: journal, store: store)
        case .sqliteReadByClient:
            let store = try TemporaryStore()
            let journal = try store.journal()
            let client = try StoreClient(path: store.path)
            return JournalUnderTest(journal: journal, reader: client, store: store)
        }
    }
}

struct JournalUnderTest {
    let journal: any Journal
    let reader: any JournalReading
    /// Kept for as long as the journal is in use.
    let store: TemporaryStore?
}
