import CEL
import GRDB
import WaybillInterpreter
import WaybillModel

extension Turn {
    /// Writes what is kept of events, and what became of them.
    func writeKeptEvents(to database: Database) throws {
        for dropped in droppedEvents {
            try database.cachedStatement(
                sql: "UPDATE kept_event SET drop_reason = ? WHERE source = ? AND id = ?"
            )
            .execute(arguments: [
                dropped.reason.column, dropped.event.source.column, dropped.event.id.column,
            ])
        }
        for kept in keptEvents {
            if kept.origin == .outside { try makePlace(for: kept.event.identity, in: database) }
            try database.cachedStatement(
                sql: """
                    INSERT INTO kept_event (source, id, type, event, origin, kept_at, is_offered)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """
            )
            .execute(arguments: [
                kept.event.source.column, kept.event.id.column, kept.event.type.column,
                kept.event.payload.text, kept.origin.rawValue, kept.keptAt.column,
                kept.isOffered,
            ])
        }
        for taken in takenEvents {
            try database.cachedStatement(
                sql: """
                    INSERT INTO taken_event (source, id, run) VALUES (?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """
            )
            .execute(arguments: [
                taken.event.source.column, taken.event.id.column, taken.run.column,
            ])
        }
        for event in offeredEvents {
            try database.cachedStatement(
                sql: """
                    UPDATE kept_event SET is_offered = 1, refusal = NULL
                    WHERE source = ? AND id = ?
                    """
            )
            .execute(arguments: [event.source.column, event.id.column])
        }
        for refused in refusedEvents {
            try database.cachedStatement(
                sql: "UPDATE kept_event SET refusal = ? WHERE source = ? AND id = ?"
            )
            .execute(arguments: [
                refused.reason.column, refused.event.source.column, refused.event.id.column,
            ])
        }
        if let forgetsEventsBefore { try forgetEvents(before: forgetsEventsBefore, in: database) }
    }

    private func forgetEvents(before time: Timestamp, in database: Database) throws {
        let forget = try database.cachedStatement(
            sql: """
                DELETE FROM kept_event WHERE position IN (
                    SELECT position FROM kept_event AS kept
                    WHERE kept_at < ? AND is_offered = 1 AND drop_reason IS NULL
                        AND (origin = ? OR EXISTS (
                            SELECT 1 FROM taken_event AS taken
                            WHERE taken.source = kept.source AND taken.id = kept.id
                        ))
                    ORDER BY kept_at LIMIT ?
                )
                RETURNING source, id
                """
        )
        let forgotten = try Row.fetchAll(
            forget,
            arguments: [time.column, KeptEvent.Origin.run.rawValue, Self.mostForgotten]
        )
        for event in forgotten {
            try database.cachedStatement(
                sql: "DELETE FROM taken_event WHERE source = ? AND id = ?"
            )
            .execute(arguments: StatementArguments(Array(event.databaseValues)))
        }
    }

    /// Makes place for an event that comes once more after it was refused or dropped.
    private func makePlace(for event: CloudEvent.Identity, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                DELETE FROM kept_event
                WHERE source = ? AND id = ? AND is_taken = 0
                    AND (refusal IS NOT NULL OR drop_reason IS NOT NULL)
                """
        )
        .execute(arguments: [event.source.column, event.id.column])
    }

    /// Takes what was delivered out of the outbox, and notes what could not be.
    func writeDeliveries(to database: Database) throws {
        for position in deliveries {
            try database.cachedStatement(sql: "DELETE FROM outbox WHERE position = ?")
                .execute(arguments: [position.rawValue])
        }
        for failed in failedDeliveries {
            try database.cachedStatement(
                sql: "UPDATE outbox SET attempts = attempts + 1, last_error = ? WHERE position = ?"
            )
            .execute(arguments: [failed.reason.column, failed.position.rawValue])
        }
    }

    /// Writes which workflows events start, and has events offered that may start them.
    func writeRegistrations(to database: Database) throws {
        for registration in registrations {
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO registration VALUES (?, ?, ?)"
            )
            .execute(arguments: [
                registration.workflow.column, registration.digest.column,
                registration.registeredAt.column,
            ])
        }
        for workflow in unregistered {
            try database.cachedStatement(sql: "DELETE FROM registration WHERE workflow = ?")
                .execute(arguments: [workflow.column])
        }
        for events in reofferedEvents {
            try database.cachedStatement(
                sql: """
                    UPDATE kept_event SET is_offered = 0
                    WHERE is_taken = 0 AND type = ? AND kept_at >= ? AND drop_reason IS NULL
                    """
            )
            .execute(arguments: [events.type.column, events.since.column])
        }
    }
}
