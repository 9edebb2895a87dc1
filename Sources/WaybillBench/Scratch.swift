import Foundation
import WaybillEngine
import WaybillJournal

/// A folder for the files of one measurement, gone when it is over.
struct Scratch {
    private let folder: URL

    /// The path of the store in it.
    var store: String { folder.appending(path: "bench.db").path }

    /// Does work with a folder of its own inside another.
    static func with<Result>(
        in parent: String,
        _ work: (Scratch) async throws -> Result
    ) async throws -> Result {
        let name = "waybill-bench-\(UUID().uuidString)"
        let folder = URL(filePath: parent).appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(Scratch(folder: folder))
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// The journal of the store, which is made where there is none.
    func journal() throws -> SQLiteJournal {
        let holder = StoreHolder.thisProcess(command: "waybill-bench", since: Clock.system.now())
        return try SQLiteJournal(try StoreLease(store: store, holder: holder))
    }
}
