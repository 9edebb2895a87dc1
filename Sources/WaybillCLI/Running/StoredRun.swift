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
            .invalid, "there is no run `\(id)` in this store",
            help: guess.map { "did you mean `\($0)`?" } ?? "`waybill list` shows the runs")
    }

    /// The state of a run, folded from its journal.
    static func state(of id: RunID, in store: any JournalReading) throws -> RunState {
        let record = try record(of: id, in: store)
        guard let stored = try store.definition(record.digest) else {
            throw CommandFailure(
                .internalError, "the store has lost the definition \(record.digest) of run \(id)")
        }
        do {
            return RunState(
                id: id, workflow: try StoredWorkflow.load(stored),
                events: try store.events(of: id, after: 0))
        } catch let error as UnreadableDefinition {
            throw CommandFailure(.internalError, error.reason)
        }
    }
}
