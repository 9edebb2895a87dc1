import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

/// A reader of a store's file.
protocol StoreReading: JournalReading {
    var database: StoreDatabase { get }
}

extension StoreReading {
    package var isEmpty: Bool {
        get throws(JournalError) {
            try database.run { database in
                let rows = [
                    "event", "run", "definition", "inbox", "kept_event", "taken_event",
                    "registration",
                ]
                .map { "EXISTS (SELECT 1 FROM \($0))" }
                .joined(separator: " OR ")
                return try Int.fetchOne(database, sql: "SELECT \(rows)") == 0
            }
        }
    }

    package func run(_ id: RunID) throws(JournalError) -> RunRecord? {
        try runs("WHERE id = ?", [id.column]).first
    }

    package func runs(
        matching filter: RunFilter,
        limit: Int
    ) throws(JournalError) -> [RunRecord] {
        var conditions = ["TRUE"]
        var arguments: [any DatabaseValueConvertible] = []
        if let workflow = filter.workflow {
            conditions.append("workflow = ?")
            arguments.append(workflow.column)
        }
        if let key = filter.key {
            conditions.append("key = ?")
            arguments.append(key.column)
        }
        if let correlation = filter.correlation {
            conditions.append("correlation = ?")
            arguments.append(correlation.column)
        }
        if let statuses = filter.statuses {
            let names = statuses.map(\.rawValue).sorted()
            conditions.append("status IN (\(names.map { _ in "?" }.joined(separator: ", ")))")
            arguments += names
        }
        return try runs(
            """
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY started_at DESC, position DESC LIMIT ?
            """,
            arguments + [max(0, limit)]
        )
    }

    package func unfinishedRuns() throws(JournalError) -> [RunRecord] {
        try runs("WHERE is_final = 0 ORDER BY started_at, position")
    }

    package func latestRun(
        of workflow: WorkflowName,
        key: String
    ) throws(JournalError) -> RunRecord? {
        try runs(matching: RunFilter(workflow: workflow, key: key), limit: 1).first
    }

    /// The rows of the index of runs that the rest of a statement picks.
    private func runs(
        _ clauses: String,
        _ arguments: [any DatabaseValueConvertible] = []
    ) throws(JournalError) -> [RunRecord] {
        try database.run { database in
            try database.cachedStatement(sql: "SELECT * FROM run \(clauses)")
                .rows(StatementArguments(arguments))
                .map { try RunRecord($0) }
        }
    }

    package func events(
        of run: RunID,
        after sequence: Int
    ) throws(JournalError) -> [RecordedEvent] {
        try database.run { database in
            let sql = "SELECT * FROM event WHERE run = ? AND sequence > ? ORDER BY sequence"
            return try database.cachedStatement(sql: sql)
                .rows([run.column, sequence])
                .map { row in
                    do {
                        return try RecordedEvent(row)
                    } catch let error as PayloadError {
                        let sequence: Int = row["sequence"] ?? 0
                        throw JournalError.unreadableEvent(run: run, sequence: sequence, error)
                    }
                }
        }
    }

    package func definition(
        _ digest: DefinitionDigest
    ) throws(JournalError) -> StoredDefinition? {
        try database.run { database in
            let sql = "SELECT text FROM definition WHERE digest = ?"
            return try String.fetchOne(
                database.cachedStatement(sql: sql),
                arguments: [digest.column]
            )
            .map { StoredDefinition(digest: digest, text: String(column: $0)) }
        }
    }
}

extension Statement {
    /// The rows it gives, copied.
    func rows(_ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(self, arguments: arguments)
    }
}
