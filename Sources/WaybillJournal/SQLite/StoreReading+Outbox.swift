import GRDB
import WaybillInterpreter
import WaybillModel

extension StoreReading {
    package func runsToDeliver(after run: RunID, limit: Int) throws(JournalError) -> [RunID] {
        try database.run { database in
            let sql = "SELECT DISTINCT run FROM outbox WHERE run > ? ORDER BY run LIMIT ?"
            return try String.fetchAll(
                database.cachedStatement(sql: sql),
                arguments: [run.column, max(0, limit)]
            )
            .map { RunID(String(column: $0)) }
        }
    }

    package func firstUndelivered(of run: RunID) throws(JournalError) -> OutboxEntry? {
        try entries("WHERE outbox.run = ? ORDER BY position LIMIT 1", [run.column]).first?.get()
    }

    package func undelivered(
        limit: Int
    ) throws(JournalError) -> [Result<OutboxEntry, JournalError>] {
        try entries("ORDER BY position LIMIT ?", [max(0, limit)])
    }

    package var undeliveredCount: Int {
        get throws(JournalError) {
            try database.run { try $0.integer("SELECT count(*) FROM outbox") ?? 0 }
        }
    }

    private func entries(
        _ clauses: String,
        _ arguments: StatementArguments
    ) throws(JournalError) -> [Result<OutboxEntry, JournalError>] {
        try database.run { database in
            let sql = """
                SELECT event.*, attempts, last_error
                FROM outbox JOIN event USING (position) \(clauses)
                """
            return try database.cachedStatement(sql: sql).rows(arguments).map { row in
                let run: RunID = try row.name("run")
                let sequence = try row.integer("sequence")
                return Result { () throws(PayloadError) in try OutboxEntry(row) }
                    .mapError { .unreadableEvent(run: run, sequence: sequence, $0) }
            }
        }
    }

    package var registrations: [Registration] {
        get throws(JournalError) {
            try database.run { database in
                try database.cachedStatement(sql: "SELECT * FROM registration ORDER BY workflow")
                    .rows([])
                    .map { row in
                        Registration(
                            workflow: try row.name("workflow"),
                            digest: try row.name("digest"),
                            registeredAt: try row.time("registered_at")
                        )
                    }
            }
        }
    }
}

extension OutboxEntry {
    fileprivate init(_ row: Row) throws(PayloadError) {
        guard case .eventEmitted(_, let event) = try RecordedEvent(row).event else {
            throw PayloadError(at: "type", "is not of a published event")
        }
        self.init(
            position: OutboxPosition(rawValue: Int64(try row.integer("position"))),
            run: try row.name("run"),
            event: event,
            attempts: try row.integer("attempts"),
            lastError: row.optionalText("last_error")
        )
    }
}
