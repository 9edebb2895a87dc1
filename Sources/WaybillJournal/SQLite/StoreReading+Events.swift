import GRDB
import WaybillInterpreter
import WaybillModel

extension StoreReading {
    package func keptEvents(of types: [EventType]) throws(JournalError) -> [CloudEvent] {
        let places = types.map { _ in "?" }.joined(separator: ", ")
        return try keptEvents(
            "WHERE type IN (\(places))",
            StatementArguments(types.map(\.column))
        )
    }

    package var orphans: [CloudEvent] {
        get throws(JournalError) {
            try keptEvents(
                """
                WHERE NOT EXISTS (
                    SELECT 1 FROM taken_event AS taken
                    WHERE taken.source = kept.source AND taken.id = kept.id)
                """
            )
        }
    }

    private func keptEvents(
        _ condition: String,
        _ arguments: StatementArguments = []
    ) throws(JournalError) -> [CloudEvent] {
        try database.run { database in
            let sql = "SELECT event FROM kept_event AS kept \(condition) ORDER BY position"
            return try String.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
                .map { try CloudEvent(Payload(parsing: $0)) }
        }
    }

    package func runs(thatTook event: CloudEvent.Identity) throws(JournalError) -> [RunID] {
        try database.run { database in
            let sql = "SELECT run FROM taken_event WHERE source = ? AND id = ? ORDER BY position"
            return try String.fetchAll(
                database.cachedStatement(sql: sql),
                arguments: [event.source.column, event.id.column]
            )
            .map { RunID(String(column: $0)) }
        }
    }

    package func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry] {
        try database.run { database in
            let sql = "SELECT id, message FROM inbox WHERE verdict IS NULL ORDER BY id LIMIT ?"
            return try database.cachedStatement(sql: sql).rows([max(0, limit)]).map { row in
                InboxEntry(
                    id: InboxID(rawValue: Int64(try row.integer("id"))),
                    message: Result { () throws(PayloadError) in
                        try InboxMessage(Payload(parsing: try row.text("message")))
                    }
                )
            }
        }
    }

    package func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict? {
        try database.run { database in
            let sql = "SELECT verdict FROM inbox WHERE id = ? AND verdict IS NOT NULL"
            return try String.fetchOne(
                database.cachedStatement(sql: sql),
                arguments: [id.rawValue]
            )
            .map { try InboxVerdict(Payload(parsing: $0)) }
        }
    }
}
