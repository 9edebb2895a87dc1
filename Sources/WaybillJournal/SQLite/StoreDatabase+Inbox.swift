import GRDB
import WaybillInterpreter

extension StoreDatabase {
    /// Puts a message into the inbox, unless it is an event that waits there already. One that was
    /// answered comes anew: its runner knows what became of it.
    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try write { database in
            let event: CloudEvent.Identity? =
                if case .event(let event) = message { event.identity } else { nil }
            if let event {
                let sql = "SELECT id, verdict FROM inbox WHERE event_source = ? AND event_id = ?"
                let first = try database.cachedStatement(sql: sql)
                    .rows([event.source.column, event.id.column]).first
                if let first {
                    let id = InboxID(rawValue: Int64(try first.integer("id")))
                    if first.optionalText("verdict") == nil { return id }
                    // Put in anew, it comes after what was asked meanwhile.
                    try database.cachedStatement(sql: "DELETE FROM inbox WHERE id = ?")
                        .execute(arguments: [id.rawValue])
                }
            }
            try database.cachedStatement(
                sql: "INSERT INTO inbox (message, event_source, event_id) VALUES (?, ?, ?)"
            )
            .execute(arguments: [message.payload.text, event?.source.column, event?.id.column])
            return InboxID(rawValue: database.lastInsertedRowID)
        }
    }
}
