import GRDB
import WaybillInterpreter
import WaybillModel

extension Turn {
    /// Writes all of it, inside the caller's transaction.
    func write(to database: Database) throws {
        try writeDefinitions(to: database)
        try writeEvents(to: database)
        try writeRuns(to: database)
        try writeAnswers(to: database)
        try writeKeptEvents(to: database)
        try writeDeliveries(to: database)
        try writeRegistrations(to: database)
    }

    private func writeDefinitions(to database: Database) throws {
        guard !definitions.isEmpty else { return }
        let insert = try database.cachedStatement(
            sql: "INSERT INTO definition VALUES (?, ?) ON CONFLICT DO NOTHING"
        )
        for definition in definitions {
            try insert.execute(arguments: [definition.digest.column, definition.text.column])
        }
    }

    private func writeEvents(to database: Database) throws {
        guard !events.isEmpty else { return }
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO event (run, sequence, time, type, version, payload)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        for append in events {
            for recorded in append.events {
                let stored = EventCodec.encode(recorded.event)
                do {
                    try insert.execute(arguments: [
                        append.run.column, recorded.sequence, recorded.time.column,
                        stored.type, stored.version, stored.payload,
                    ])
                    if case .eventEmitted = recorded.event {
                        try database.cachedStatement(
                            sql: "INSERT INTO outbox (position, run) VALUES (?, ?)"
                        )
                        .execute(
                            arguments: [database.lastInsertedRowID, append.run.column]
                        )
                    }
                } catch let error as DatabaseError
                    where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
                {
                    throw JournalError.duplicateEvent(
                        run: append.run,
                        sequence: recorded.sequence
                    )
                }
            }
        }
    }

    private func writeRuns(to database: Database) throws {
        guard !runs.isEmpty else { return }
        let upsert = try database.cachedStatement(
            sql: """
                INSERT INTO run (id, workflow, key, correlation, digest, input_digest, status,
                    is_final, outcome, started_at, updated_at, next_due)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET workflow = excluded.workflow, key = excluded.key,
                    correlation = excluded.correlation,
                    digest = excluded.digest, input_digest = excluded.input_digest,
                    status = excluded.status, is_final = excluded.is_final,
                    outcome = excluded.outcome, started_at = excluded.started_at,
                    updated_at = excluded.updated_at, next_due = excluded.next_due
                """
        )
        for run in runs {
            try upsert.execute(arguments: [
                run.id.column, run.workflow.column, run.key?.column, run.correlation.column,
                run.digest.column, run.inputDigest.column, run.status.rawValue, run.isFinished,
                run.outcome?.column,
                run.startedAt.column, run.updatedAt.column, run.nextDue?.column,
            ])
        }
    }

    private func writeAnswers(to database: Database) throws {
        guard !answers.isEmpty else { return }
        let update = try database.cachedStatement(
            sql: "UPDATE inbox SET verdict = ? WHERE id = ?"
        )
        for answer in answers {
            try update.execute(arguments: [answer.verdict.payload.text, answer.id.rawValue])
        }
    }
}
