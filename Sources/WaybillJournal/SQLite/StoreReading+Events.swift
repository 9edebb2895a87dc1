import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

extension StoreReading {
    package func keptEvents(for search: KeptEventSearch) throws(JournalError) -> [KeptEvent] {
        let (condition, arguments) = search.condition
        return try database.run { database in
            let sql = "SELECT * FROM kept_event WHERE \(condition) ORDER BY position"
            return try database.cachedStatement(sql: sql).rows(StatementArguments(arguments))
                .map { try KeptEvent($0) }
        }
    }

    package func unofferedEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        try database.run { database in
            let sql = "SELECT event FROM kept_event WHERE is_offered = 0 ORDER BY position LIMIT ?"
            return try String.fetchAll(
                database.cachedStatement(sql: sql),
                arguments: [max(0, limit)]
            )
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
                SELECT * FROM kept_event WHERE \(condition) ORDER BY position DESC LIMIT ?
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
            let sql = "SELECT count(*) FROM kept_event WHERE \(condition)"
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
            conditions.append(isTaken ? "is_taken = 1" : "is_taken = 0")
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}

extension KeptEventSearch {
    /// As SQL, with the values for its places.
    fileprivate var condition: (sql: String, arguments: [any DatabaseValueConvertible]) {
        let types = self.types.map(\.column)
        let places = types.map { _ in "?" }.joined(separator: ", ")
        var conditions = [
            """
            position IN (
                SELECT position FROM kept_event
                    WHERE is_taken = 0 AND type IN (\(places)) AND kept_at >= ?
                UNION ALL SELECT position FROM kept_event
                    WHERE is_taken = 1 AND type IN (\(places)) AND kept_at >= ?)
            """, "drop_reason IS NULL",
        ]
        var arguments: [any DatabaseValueConvertible] = types + [since.column]
        arguments += types + [max(since, takenSince).column]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) where Self.isPlain(name + text) {
            // To Swift, texts that differ only in how they are composed are equal; to SQLite only
            // texts of ASCII can be told apart.
            let field = "event ->> '$.data.\(name)'"
            conditions.append("(\(field) = ? OR \(field) GLOB '*[^ -~]*')")
            arguments.append(text)
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
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
            isOffered: try row.integer("is_offered") != 0,
            refusal: row.optionalText("refusal")
        )
    }
}
