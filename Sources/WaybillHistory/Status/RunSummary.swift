package import CEL
package import WaybillInterpreter
package import WaybillJournal
import WaybillModel

/// A run as one line of a list.
package struct RunSummary: Sendable {
    package let record: RunRecord
    /// What it waits for; empty without the run's state.
    package let activities: [RunActivity]
    package let parked: [(id: OperationID, error: StepError)]
    /// Why an event of it cannot be read, if one cannot.
    package let problem: JournalError?

    /// With the run's state, the list says what the run waits for; without, only when it is due.
    package init(
        _ record: RunRecord,
        _ state: Result<RunState, JournalError>? = nil,
        holders: LockHolders = LockHolders()
    ) {
        self.record = record
        problem = if case .failure(let error) = state { error } else { nil }
        let state = try? state?.get()
        activities = state?.activities(holders: holders) ?? []
        parked = state?.parkedOperations ?? []
    }

    package var json: JSON {
        .record([
            ("run", .text(record.id)),
            ("workflow", .text(record.workflow)),
            ("key", record.key.map(JSON.string)),
            ("correlation", .text(record.correlation)),
            ("status", .string(record.status.rawValue)),
            ("outcome", record.outcome.map(JSON.text)),
            ("started_at", .time(record.startedAt)),
            ("updated_at", .time(record.updatedAt)),
            ("next_due", record.nextDue.map(JSON.time)),
            ("unreadable", problem.map { .string($0.description) }),
            ("now", activities.isEmpty ? nil : .array(activities.map(\.json))),
            ("parked", parked.isEmpty ? nil : .array(parked.map { .text($0.id.path) })),
        ])
    }

    /// The list for a terminal.
    package static func rendered(
        _ runs: [RunSummary],
        asOf now: Timestamp,
        colour: Bool
    ) -> String {
        var table = Table(head: ["RUN", "WORKFLOW", "KEY", "STATUS", "STARTED", "UPDATED", "NOW"])
        table.rows = runs.map { $0.cells(asOf: now) }
        return table.rendered(colour: colour) + "\n"
    }

    private func cells(asOf now: Timestamp) -> [Table.Cell] {
        [
            Table.Cell(record.id.rawValue.clipped(to: 60), .strong),
            Table.Cell(record.workflow.rawValue.clipped(to: 40)),
            Table.Cell(record.key?.clipped(to: 30) ?? "-"),
            Table.Cell(record.status.rawValue, record.status.ink),
            Table.Cell(record.startedAt.dayAndTime, .quiet),
            Table.Cell(record.updatedAt.distance(from: now), .quiet),
            Table.Cell(standing(asOf: now).clipped(to: 100)),
        ]
    }

    /// The ending of a run that is over, and what any other waits for.
    private func standing(asOf now: Timestamp) -> String {
        if let outcome = record.outcome { return "\(outcome)" }
        if record.isFinished { return "" }
        if let problem { return "\(problem)" }
        let parts =
            parked.map { "\($0.id.path) parked by \($0.error.code)" }
            + activities.map { "\($0.path) \($0.shortWords(at: now))" }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        return record.nextDue.map { "next due \($0.distance(from: now))" } ?? ""
    }
}
