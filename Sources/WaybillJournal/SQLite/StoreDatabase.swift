import Foundation
import GRDB

/// One connection to a store's file.
final class StoreDatabase: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Opens the store's file as its runner, which makes what is missing.
    init(creating path: String) throws(JournalError) {
        self.path = path
        queue = try Self.open(path)
        try run { database in
            if try self.version(of: database) == nil {
                try database.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try self.migrate(database)
        }
    }

    /// Opens the store's file where there is one.
    init(existing path: String) throws(JournalError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .noStore(path: path) }
        try StorePath.check(path)
        self.path = path
        queue = try Self.open(path)
        try run { database in
            guard try self.version(of: database) != nil else {
                throw JournalError.noStore(path: path)
            }
            try self.migrate(database)
        }
    }

    /// Brings the file to the present version of the format, which an older runner can still write.
    private func migrate(_ database: Database) throws {
        guard try (version(of: database) ?? 0) < Schema.version else { return }
        try database.inTransaction(.immediate) {
            try Schema.migrate(database, from: version(of: database) ?? 0)
            return .commit
        }
    }

    /// Runs statements outside a transaction.
    func run<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        do {
            return try queue.inDatabase(body)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// Runs statements in one transaction, which takes the right to write at once, and is rolled
    /// back when something is thrown.
    func write<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        try run { database in
            var result: Result?
            try database.inTransaction(.immediate) {
                result = try body(database)
                return .commit
            }
            guard let result else {
                throw JournalError.storage(path: self.path, message: "nothing was committed")
            }
            return result
        }
    }

    /// Opens a connection that syncs on every commit. GRDB's own switch to WAL would set
    /// `synchronous` to NORMAL after this, and is left alone.
    private static func open(_ path: String) throws(JournalError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "waybill.store"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// The version of the store that the file holds; `nil` for a new file. Throws when it holds
    /// something that this version cannot use.
    private func version(of database: Database) throws -> Int? {
        switch try Schema.contents(of: database) {
        case .nothing: return nil
        case .somethingElse: throw JournalError.notAStore(path: path)
        case .store(let version) where version > Schema.version:
            throw JournalError.newerStore(path: path, version: version, known: Schema.version)
        case .store(let version): return version
        }
    }
}

extension JournalError {
    /// What GRDB threw, or an error of ours that went through it.
    init(_ error: any Error, path: String) {
        if let error = error as? JournalError {
            self = error
        } else if let error = error as? PayloadError {
            self = .storage(path: path, message: "a stored value is damaged: \(error)")
        } else if let error = error as? DatabaseError {
            self.init(error, path: path)
        } else {
            self = .storage(path: path, message: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let code = error.extendedResultCode.rawValue
        let message = "\(error.message ?? "unknown error") (SQLite \(code))"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_NOTADB: self = .notAStore(path: path)
        case .SQLITE_IOERR: self = .diskFailed(path: path, message: message)
        default: self = .storage(path: path, message: message)
        }
    }
}
