import OrderedCollections
import WaybillDiagnostics
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Runs as a store has them. Each definition is loaded once, however many runs are pinned to it.
struct StoredRuns {
    let store: any JournalReading
    private var workflows: [Pin: Workflow] = [:]

    /// What a run is pinned to. A child run shares the definition of the run it belongs to.
    private struct Pin: Hashable {
        let digest: DefinitionDigest
        let workflow: WorkflowName
    }

    init(_ store: any JournalReading) { self.store = store }

    /// The record of a run; throws, naming a run that may be meant, when there is none.
    func record(of id: RunID) throws -> RunRecord {
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
    mutating func workflow(of record: RunRecord) throws -> Workflow {
        try workflow(named: record.workflow, of: record.digest)
    }

    /// A workflow of a definition that the store keeps.
    mutating func workflow(
        named name: WorkflowName,
        of digest: DefinitionDigest
    ) throws -> Workflow {
        let pin = Pin(digest: digest, workflow: name)
        if let known = workflows[pin] { return known }
        guard let stored = try store.definition(digest) else {
            throw CommandFailure(
                .internalError,
                "the store has lost the definition \(digest) of workflow \(name)"
            )
        }
        do {
            let workflow = try StoredWorkflow.load(stored, named: name)
            workflows[pin] = workflow
            return workflow
        } catch {
            throw CommandFailure(.internalError, error.reason)
        }
    }

    /// The state of a run, folded from its journal.
    mutating func state(of record: RunRecord) throws -> RunState {
        RunState(
            id: record.id,
            workflow: try workflow(of: record),
            events: try store.events(of: record.id, after: 0)
        )
    }

    /// The state of a run, or why an event of it cannot be read.
    mutating func readState(of record: RunRecord) throws -> Result<RunState, JournalError> {
        do {
            return .success(try state(of: record))
        } catch let error as JournalError {
            guard case .unreadableEvent = error else { throw error }
            return .failure(error)
        }
    }

    /// The runs that hold the locks that some wait for. All unfinished runs are read, but only when
    /// one waits.
    mutating func holders(ofLocksAwaitedBy states: [RunState]) throws -> LockHolders {
        var holders = LockHolders()
        guard !LockHolders.names(awaitedBy: states).isEmpty else { return holders }
        for record in try store.unfinishedRuns() {
            if case .success(let state) = try readState(of: record) { holders.note(state) }
        }
        return holders
    }

    /// The state of a run, folded from its journal.
    mutating func state(of id: RunID) throws -> RunState { try state(of: record(of: id)) }

    /// The child runs of an unfinished run, and theirs, that are parked, in the order of the run.
    mutating func parkedRuns(below state: RunState) throws -> [RunID] {
        if state.end != nil { return [] }
        var parked: [RunID] = []
        for child in state.children.values where !child.isDetached {
            guard let record = try store.run(child.run), !record.isFinished else { continue }
            if record.status == .parked { parked.append(record.id) }
            if case .success(let state) = try readState(of: record) {
                parked += try parkedRuns(below: state)
            }
        }
        return parked
    }

    /// How the child runs stand that a run waits for.
    mutating func childStatuses(of record: RunRecord) throws -> [RunID: RunStatus] {
        var statuses: [RunID: RunStatus] = [:]
        for child in try state(of: record).children.values {
            statuses[child.run] = try store.run(child.run)?.status
        }
        return statuses
    }
}
