import GRDB
import WaybillInterpreter

extension StoreDatabase {
    /// Puts a message into the inbox, unless it is an event that was put there before.
    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try write { database in
            let event: CloudEvent.Identity? =
                if case .event(let event) = message { event.identity } else { nil }
            if let event {
                let sql = "SELECT id FROM inbox WHERE event_source = ? AND event_id = ?"
                let first = try Int64.fetchOne(
                    database.cachedStatement(sql: sql),
                    arguments: [event.source.column, event.id.column]
                )
                if let first { return InboxID(rawValue: first) }
            }
            try database.cachedStatement(
                sql: "INSERT INTO inbox (message, event_source, event_id) VALUES (?, ?, ?)"
            )
            .execute(arguments: [message.payload.text, event?.source.column, event?.id.column])
            return InboxID(rawValue: database.lastInsertedRowID)
        }
    }
}
