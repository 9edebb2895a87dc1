import CEL
import OrderedCollections
import WaybillInterpreter
package import WaybillJournal
package import WaybillModel

/// Makes a workflow of the files that the store has kept, or says why it cannot.
package typealias WorkflowLoading =
    @Sendable (StoredDefinition) throws(UnreadableDefinition)
    -> Workflow

/// Why a stored definition is no workflow for this version.
package struct UnreadableDefinition: Error, Hashable, Sendable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
}

extension RunLoop {
    /// Goes on with every unfinished run. What was out when the last process ended is asked again,
    /// or given up, as its contract allows.
    func recover() throws(JournalError) {
        let unfinished = try journal.unfinishedRuns()
        // The journal's time never runs backwards, whatever became of the machine's clock.
        pending.time = unfinished.map(\.updatedAt).reduce(pending.time, max)
        // Who holds what is known before anybody is let in.
        for record in unfinished { _ = state(of: record.id) }
        for record in unfinished {
            guard let state = state(of: record.id) else { continue }
            for case .invoke(let invocation) in state.commands {
                stimulate(
                    record.id,
                    .attemptInterrupted(invocation.operation, attempt: invocation.attempt)
                )
            }
            settle(record.id)
        }
    }

    /// What a read of the journal gives. One that fails makes the turn fail, but for an event that
    /// this version cannot read: that run is left alone, and the others go on.
    func reading<Read>(_ read: () throws(JournalError) -> Read) -> Read? {
        do {
            return try read()
        } catch {
            if case .unreadableEvent(let run, _, _) = error {
                passOver(run, because: error)
            } else {
                readFailure = error
            }
            return nil
        }
    }

    /// The state of a run, read from the journal when it is not in memory.
    func state(of id: RunID) -> RunState? {
        if let run = runs[id] { return run.state }
        guard let found = reading({ () throws(JournalError) in try journal.run(id) }),
            let record = found,
            let workflow = workflow(record.digest)?.member(named: record.workflow),
            let events = reading({ () throws(JournalError) in
                try journal.events(of: id, after: 0)
            })
        else { return nil }
        let state = RunState(id: id, workflow: workflow, events: events)
        runs[id] = ActiveRun(state: state, record: record)
        pending.touched.append(id)
        noteLocks(of: id)
        return state
    }

    func workflow(_ digest: DefinitionDigest) -> Workflow? {
        if let known = workflows[digest] { return known }
        let found = reading { () throws(JournalError) in try journal.definition(digest) }
        guard let definition = found ?? nil, let workflow = try? loadWorkflow(definition) else {
            return nil
        }
        workflows[digest] = workflow
        return workflow
    }
}
