import CEL
import DequeModule
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Child runs and the runs they belong to. What the one asks, and what becomes of the other, is
/// recorded in the same turn on both sides; whatever was recorded on one side only is made up for as
/// soon as either is looked at.
extension RunLoop {
    /// Tells runs of their children and has children do what is asked of them, until there is nothing
    /// new. A queue and no recursion, however long the chain.
    func settleRelatives() {
        guard !isSettlingRelatives else { return }
        isSettlingRelatives = true
        defer { isSettlingRelatives = false }
        while let id = pending.relatives.popFirst() {
            tellParent(of: id)
            // What one child answers may change what is asked of the others. The run is then in the
            // queue again.
            let sequence = runs[id]?.state.sequence
            for case .child(let command) in runs[id]?.state.commands ?? []
            where runs[id]?.state.sequence == sequence {
                carryOut(command, of: id)
            }
        }
    }

    /// Records in a run what it does not know yet of one of its children.
    private func tellParent(of id: RunID) {
        guard let child = runs[id]?.state, let parent = child.parent else { return }
        let isCommitted = if case .passed = child.pivot { true } else { false }
        let hasNews = !parent.isDetached && (isCommitted || child.end != nil)
        guard hasNews || runs[parent.run] != nil,
            state(of: parent.run) != nil
        else { return }
        while let fact = runs[parent.run]?.state.fact(about: child) {
            stimulate(parent.run, fact)
        }
    }

    /// Has a child run begin, end or be undone, as the run it belongs to asks.
    private func carryOut(_ command: ChildCommand, of parent: RunID) {
        guard let child = state(of: command.run) else {
            // One that is there and cannot be read is left alone.
            let record = reading { () throws(JournalError) in try journal.run(command.run) }
            if record == .some(nil) { begin(command, of: parent) }
            return
        }
        for event in child.events(for: command.demand) { stimulate(command.run, event) }
        tellParent(of: command.run)
    }

    private func begin(_ command: ChildCommand, of parent: RunID) {
        if let end = command.endOfNothing {
            return stimulate(parent, .childEnded(command.path, end))
        }
        guard let run = runs[parent],
            let workflow = run.state.workflow.member(named: command.workflow)
        else { return }
        let isDetached = command.demand == .begin
        begin(
            workflow,
            inputDigest: command.input.digest,
            RunStarted(
                run: command.run,
                workflow: workflow.name,
                digest: run.record.digest,
                key: nil,
                correlation: run.state.correlation,
                parent: ParentStep(run: parent, path: command.path, isDetached: isDetached),
                input: command.input
            )
        )
        tellParent(of: command.run)
    }
}
