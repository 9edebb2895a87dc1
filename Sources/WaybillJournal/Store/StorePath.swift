import Foundation

/// Whether a path can hold a store, found out before anything is made beside it.
enum StorePath {
    /// What a file of SQLite begins with (sqlite.org, "Database File Format").
    private static let header = Array("SQLite format 3\0".utf8)

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
    private static func isSQLite(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return true }
        defer { try? file.close() }
        let start = (try? file.read(upToCount: header.count)) ?? nil
        return start.map { $0.isEmpty || Array($0) == header } ?? true
    }
}
