import GRDB
import WaybillInterpreter

extension StoreReading {
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
