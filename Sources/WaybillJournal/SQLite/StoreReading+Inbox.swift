import GRDB
import WaybillInterpreter

extension StoreReading {
    package func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry] {
        try database.run { database in
            let sql = "SELECT id, message FROM inbox WHERE verdict IS NULL ORDER BY id LIMIT ?"
            return try database.cachedStatement(sql: sql).rows([max(0, limit)]).map { row in
                InboxEntry(id: try row.inboxID(), message: row.message)
            }
        }
    }

    package func pendingEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        try database.run { database in
            let sql = """
                SELECT id, message FROM inbox WHERE verdict IS NULL AND event_id IS NOT NULL
                ORDER BY id DESC LIMIT ?
                """
            return try database.cachedStatement(sql: sql).rows([max(0, limit)]).compactMap { row in
                // One that this version cannot read is for its runner to refuse.
                if case .success(.event(let event)) = row.message { event } else { nil }
            }
        }
    }

    package func pendingEvent(
        _ event: CloudEvent.Identity
    ) throws(JournalError) -> CloudEvent? {
        try database.run { try $0.pendingEvent(event)?.event }
    }

    package func refusedMessages(
        from first: InboxID,
        limit: Int
    ) throws(JournalError) -> [RefusedMessage] {
        try database.run { database in
            let sql = """
                SELECT id, message, verdict FROM inbox
                WHERE id >= ? AND verdict ->> 'verdict' = 'refused' ORDER BY id LIMIT ?
                """
            let rows = try database.cachedStatement(sql: sql).rows([first.rawValue, max(0, limit)])
            return try rows.compactMap { row in
                let verdict = try InboxVerdict(Payload(parsing: try row.text("verdict")))
                guard case .refused(let reason) = verdict else { return nil }
                return RefusedMessage(id: try row.inboxID(), message: row.message, reason: reason)
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

extension Database {
    /// The event with that source and id that waits for its verdict, and the message it came in.
    func pendingEvent(
        _ event: CloudEvent.Identity
    ) throws -> (id: InboxID, event: CloudEvent)? {
        let sql = """
            SELECT id, message FROM inbox
            WHERE event_source = ? AND event_id = ? AND verdict IS NULL
            """
        let rows = try cachedStatement(sql: sql).rows([event.source.column, event.id.column])
        // One that this version cannot read is for its runner to refuse.
        guard let row = rows.first, case .success(.event(let event)) = row.message else {
            return nil
        }
        return (try row.inboxID(), event)
    }
}

extension Row {
    fileprivate func inboxID() throws(PayloadError) -> InboxID {
        InboxID(rawValue: Int64(try integer("id")))
    }

    /// The message, or why this version cannot read it.
    fileprivate var message: Result<InboxMessage, PayloadError> {
        Result { () throws(PayloadError) in
            try InboxMessage(Payload(parsing: try text("message")))
        }
    }
}
