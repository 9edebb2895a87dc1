import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// What runs have to do with each other: child runs, the events that they publish, and the locks that
/// one lets go of and another waits for.
extension World {
    /// Settles all runs until none has anything new for another.
    mutating func settleRuns() {
        var known = -1
        while fault == nil, known != eventCount || !published.isEmpty {
            known = eventCount
            let events = published
            published = []
            for event in events { deliver(event) }
            for id in runs.keys {
                settle(id)
                tellParent(of: id)
                askChildren(of: id)
            }
        }
    }

    /// Records in a run what it does not know yet of one of its children.
    private mutating func tellParent(of id: RunID) {
        guard let child = runs[id]?.state, let parent = child.parent?.run else { return }
        while fault == nil, let fact = runs[parent]?.state.fact(about: child) {
            stimulate(parent, fact)
        }
    }

    /// Has child runs do what is asked of them, as long as what one answers changes nothing for the
    /// run that asks.
    private mutating func askChildren(of id: RunID) {
        let sequence = runs[id]?.state.sequence
        for case .child(let command) in runs[id]?.state.commands ?? []
        where runs[id]?.state.sequence == sequence {
            carryOut(command, of: id)
        }
    }

    /// Has a child run begin, end or be undone, as the run it belongs to asks.
    private mutating func carryOut(_ command: ChildCommand, of parent: RunID) {
        if let child = runs[command.run]?.state {
            for event in child.events(for: command.demand) { stimulate(command.run, event) }
        } else if let end = command.endOfNothing {
            stimulate(parent, .childEnded(command.path, end))
        } else {
            begin(command, of: parent)
        }
        tellParent(of: command.run)
    }

    private mutating func begin(_ command: ChildCommand, of parent: RunID) {
        guard let state = runs[parent]?.state,
            let workflow = state.workflow.member(named: command.workflow)
        else { return }
        runs[command.run] = SimulatedRun(state: RunState(id: command.run, workflow: workflow))
        stimulate(
            command.run,
            .runStarted(
                RunStarted(
                    run: command.run,
                    workflow: workflow.name,
                    digest: state.workflow.digest,
                    key: nil,
                    correlation: state.correlation,
                    parent: ParentStep(
                        run: parent,
                        path: command.path,
                        isDetached: command.demand == .begin
                    ),
                    input: command.input
                )
            )
        )
    }
}
