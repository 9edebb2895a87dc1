import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

extension StoreReading {
    package func keptEvents(
        of types: [EventType],
        since time: Timestamp
    ) throws(JournalError) -> [CloudEvent] {
        let places = types.map { _ in "?" }.joined(separator: ", ")
        return try cloudEvents(
            "WHERE type IN (\(places)) AND kept_at >= ? AND drop_reason IS NULL ORDER BY position",
            StatementArguments(types.map(\.column) + [time.column])
        )
    }

    package func unofferedEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        try cloudEvents("WHERE is_offered = 0 ORDER BY position LIMIT ?", [max(0, limit)])
    }

    private func cloudEvents(
        _ clauses: String,
        _ arguments: StatementArguments
    ) throws(JournalError) -> [CloudEvent] {
        try database.run { database in
            let sql = "SELECT event FROM kept_event \(clauses)"
            return try String.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
                .map { try CloudEvent(Payload(parsing: $0)) }
        }
    }

    package func keptEvents(
        matching filter: KeptEventFilter,
        limit: Int
    ) throws(JournalError) -> [KeptEvent] {
        let (condition, arguments) = filter.condition
        return try database.run { database in
            let sql = """
                SELECT * FROM kept_event AS kept WHERE \(condition) ORDER BY position DESC LIMIT ?
                """
            return try database.cachedStatement(sql: sql)
                .rows(StatementArguments(arguments + [max(0, limit)]))
                .map { try KeptEvent($0) }
        }
    }

    package func keptEvent(_ event: CloudEvent.Identity) throws(JournalError) -> KeptEvent? {
        try database.run { database in
            let sql = "SELECT * FROM kept_event WHERE source = ? AND id = ? AND drop_reason IS NULL"
            return try database.cachedStatement(sql: sql)
                .rows([event.source.column, event.id.column])
                .map { try KeptEvent($0) }.first
        }
    }

    package func countKeptEvents(matching filter: KeptEventFilter) throws(JournalError) -> Int {
        let (condition, arguments) = filter.condition
        return try database.run { database in
            let sql = "SELECT count(*) FROM kept_event AS kept WHERE \(condition)"
            return try Int.fetchOne(
                database.cachedStatement(sql: sql),
                arguments: StatementArguments(arguments)
            ) ?? 0
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
}

extension KeptEventFilter {
    /// As SQL, with the values for its places.
    fileprivate var condition: (sql: String, arguments: [any DatabaseValueConvertible]) {
        var conditions = ["drop_reason IS NULL"]
        var arguments: [any DatabaseValueConvertible] = []
        if let type {
            conditions.append("type = ?")
            arguments.append(type.column)
        }
        if let origin {
            conditions.append("origin = ?")
            arguments.append(origin.rawValue)
        }
        if let isTaken {
            let taken =
                "EXISTS (SELECT 1 FROM taken_event AS taken"
                + " WHERE taken.source = kept.source AND taken.id = kept.id)"
            conditions.append(isTaken ? taken : "NOT \(taken)")
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}

extension KeptEvent {
    fileprivate init(_ row: Row) throws(PayloadError) {
        let origin = try row.text("origin")
        guard let known = Origin(rawValue: origin) else {
            throw PayloadError(at: "origin", "is unknown: \(origin)")
        }
        self.init(
            try CloudEvent(Payload(parsing: try row.text("event"))),
            from: known,
            keptAt: try row.time("kept_at"),
            isOffered: try row.integer("is_offered") != 0
        )
    }
}
