import GRDB
import WaybillInterpreter

extension StoreDatabase {
    /// Puts a message into the inbox, unless it is an event that waits there already.
    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try write { database in
            var identity: CloudEvent.Identity?
            switch message {
            case .event(let event):
                if let first = try database.pendingEvent(event.identity) {
                    if let reason = first.event.conflict(with: event) {
                        throw JournalError.otherEvent(reason: reason)
                    }
                    return first.id
                }
                try database.freeInbox(of: event.identity)
                identity = event.identity
            case .drop(let event, _): try database.freeInbox(of: event)
            case .cancel, .retry, .skip, .resolve, .register, .unregister: break
            }
            try database.cachedStatement(
                sql: "INSERT INTO inbox (message, event_source, event_id) VALUES (?, ?, ?)"
            )
            .execute(arguments: [
                message.payload.text, identity?.source.column, identity?.id.column,
            ])
            return InboxID(rawValue: database.lastInsertedRowID)
        }
    }
}

extension Database {
    /// Lets an event come anew. The message that it came in stays, for whoever waits for its verdict.
    fileprivate func freeInbox(of event: CloudEvent.Identity) throws {
        try cachedStatement(
            sql: """
                UPDATE inbox SET event_source = NULL, event_id = NULL
                WHERE event_source = ? AND event_id = ?
                """
        )
        .execute(arguments: [event.source.column, event.id.column])
    }
}
