package import CEL
import OrderedCollections
package import WaybillModel

/// A child run that the run waits for, until it has ended or been undone.
package struct Child: Sendable {
    package enum Phase: Hashable, Sendable {
        /// On the way to its end.
        case running
        /// It has completed, and undoes what it did.
        case undoing
    }

    /// The step that began it.
    package let path: StepPath
    package let run: RunID
    package let workflow: WorkflowName
    package let input: JSON
    package let isDetached: Bool
    package let phase: Phase
    package let startedAt: Timestamp
    /// When the step has taken too long.
    package let deadline: Timestamp?
    package internal(set) var deadlinePassed = false
    /// Whether it has passed its pivot.
    package internal(set) var isCommitted = false
    /// Its list is being undone: it is cancelled, and its end is waited for.
    package internal(set) var isDraining = false

    package init(
        path: StepPath,
        run: RunID,
        workflow: WorkflowName,
        input: JSON,
        isDetached: Bool = false,
        phase: Phase,
        startedAt: Timestamp,
        deadline: Timestamp? = nil
    ) {
        self.path = path
        self.run = run
        self.workflow = workflow
        self.input = input
        self.isDetached = isDetached
        self.phase = phase
        self.startedAt = startedAt
        self.deadline = deadline
    }
}

extension RunState {
    /// The child run that may commit the run and has not yet. Until it has ended nothing may be
    /// undone, but it can be cancelled.
    var uncommittedChild: Child? {
        guard case .inDoubt(let path) = pivot else { return nil }
        return children[path]
    }
}
