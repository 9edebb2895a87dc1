import GRDBSQLite

/// The tables of a store, written to through SQLite's own interface, with the pragmas of the journal.
final class RawStore {
    private var connection: OpaquePointer?
    private var insertEvent: OpaquePointer?
    private var upsertRun: OpaquePointer?

    /// Opens a store that a journal has made.
    init(_ path: String) throws {
        try check(sqlite3_open(path, &connection))
        try execute("PRAGMA synchronous = FULL")
        insertEvent = try prepare(
            """
            INSERT INTO event (run, sequence, time, type, version, payload)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        upsertRun = try prepare(
            """
            INSERT INTO run (id, workflow, key, digest, input_digest, status, is_final, outcome,
                started_at, updated_at, next_due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status,
                is_final = excluded.is_final, updated_at = excluded.updated_at,
                next_due = excluded.next_due
            """
        )
    }

    deinit {
        sqlite3_finalize(insertEvent)
        sqlite3_finalize(upsertRun)
        sqlite3_close(connection)
    }

    /// Writes rows in one transaction.
    func commit(events: [[RawValue]], runs: [[RawValue]]) throws {
        try execute("BEGIN IMMEDIATE")
        for row in events { try write(row, with: insertEvent) }
        for row in runs { try write(row, with: upsertRun) }
        try execute("COMMIT")
    }

    private func write(_ row: [RawValue], with statement: OpaquePointer?) throws {
        for (index, value) in row.enumerated() {
            let column = Int32(index + 1)
            switch value {
            case .null: try check(sqlite3_bind_null(statement, column))
            case .integer(let number):
                try check(sqlite3_bind_int64(statement, column, Int64(number)))
            case .text(let text):
                // SQLite copies the text: the destructor is SQLITE_TRANSIENT.
                let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                try check(sqlite3_bind_text(statement, column, text, -1, transient))
            }
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure }
        try check(sqlite3_reset(statement))
    }

    private func execute(_ sql: String) throws {
        try check(sqlite3_exec(connection, sql, nil, nil, nil))
    }

    private func prepare(_ sql: String) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(connection, sql, -1, &statement, nil))
        return statement
    }

    private func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw failure }
    }

    private var failure: LimitFailure {
        LimitFailure(message: String(cString: sqlite3_errmsg(connection)))
    }
}

/// A value of a column.
enum RawValue {
    case null
    case integer(Int)
    case text(String)
}
