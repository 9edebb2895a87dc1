import WaybillDiagnostics
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Runs as a store has them.
enum StoredRun {
    /// The record of a run; throws, naming runs that are there, when there is none.
    static func record(of id: RunID, in store: any JournalReading) throws -> RunRecord {
        if let record = try store.run(id) { return record }
        let known = try store.runs(matching: .all, limit: 1_000).map(\.id.rawValue)
        let guess = closestMatch(to: id.rawValue, among: known)
        throw CommandFailure(
            .invalid,
            "there is no run `\(id)` in this store",
            help: guess.map { "did you mean `\($0)`?" } ?? "`waybill list` shows the runs"
        )
    }

    /// The workflow that a run is pinned to.
    static func workflow(of id: RunID, in store: any JournalReading) throws -> Workflow {
        let record = try record(of: id, in: store)
        guard let stored = try store.definition(record.digest) else {
            throw CommandFailure(
                .internalError,
                "the store has lost the definition \(record.digest) of run \(id)"
            )
        }
        do {
            return try StoredWorkflow.load(stored)
        } catch {
            throw CommandFailure(.internalError, error.reason)
        }
    }

    /// The state of a run, folded from its journal.
    static func state(of id: RunID, in store: any JournalReading) throws -> RunState {
        RunState(
            id: id,
            workflow: try workflow(of: id, in: store),
            events: try store.events(of: id, after: 0)
        )
    }
}
