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
            for case .child(let command) in runs[id]?.state.commands ?? [] {
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
            let known = state(of: parent.run)?.children[parent.path], known.run == id
        else { return }
        if known.isDetached { return stimulate(parent.run, .childDetached(parent.path)) }
        if isCommitted, !known.isCommitted, known.phase == .running {
            stimulate(parent.run, .childCommitted(parent.path))
        }
        switch (known.phase, child.end) {
        case (_, nil), (.undoing, .completed): return
        case (_, let end?): stimulate(parent.run, .childEnded(parent.path, end))
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
        switch command.demand {
        case .begin, .complete: break
        case .cancel(let reason):
            // A child that is past its pivot refuses, and the run it belongs to is told so.
            guard child.end == nil, child.cancellation == nil,
                let events = try? child.events(for: .cancel(reason: reason))
            else { break }
            for event in events { stimulate(command.run, event) }
        case .undo(let error):
            if case .completed = child.end {
                stimulate(command.run, .compensationRequested(error))
            }
        }
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
            inputDigest: OrderKey.digest(of: command.input),
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

extension ChildCommand {
    /// How a run ends that was called off before it began; `nil` when it is to begin.
    fileprivate var endOfNothing: RunEnd? {
        switch demand {
        case .begin, .complete: nil
        case .cancel(let reason): .cancelled(reason: reason)
        case .undo(let error): .compensated(error)
        }
    }
}
