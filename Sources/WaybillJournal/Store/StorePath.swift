import Foundation
import GRDB

/// Whether a path can hold a store, found out before anything is made beside it.
enum StorePath {
    /// Throws what is wrong with the path; a file that is not there yet, and an empty one, will do.
    static func check(_ path: String) throws(JournalError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { throw .unusablePath(path: path, reason: "it is a folder") }
            guard isSQLite(path) else { throw .notAStore(path: path) }
        } else {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard FileManager.default.fileExists(atPath: folder) else {
                throw .unusablePath(path: path, reason: "there is no folder \(folder)")
            }
        }
    }

    /// A file that cannot be read passes: opening it says why.
    ///
    /// SQLite itself is asked. To open and close the file here would let go of every lock that this
    /// process has on it by other connections (sqlite.org, "How To Corrupt", 2.2), and the next
    /// process to close the store would throw away the log that they write to.
    private static func isSQLite(_ path: String) -> Bool {
        var configuration = Configuration()
        configuration.label = "waybill.check"
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.inDatabase { try $0.integer("PRAGMA schema_version") }
            return true
        } catch let error as DatabaseError {
            return error.resultCode != .SQLITE_NOTADB
        } catch {
            return true
        }
    }
}
