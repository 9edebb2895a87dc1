package import CEL
package import WaybillModel

/// The attempts of a step so far: those of a scope; of a `parallel`, a `for_each`, a `repeat`, an
/// `await` with reminders or a child run, which an operator may have attempted again; and of a call
/// whose error a catch rule took.
package struct Attempts: Hashable, Sendable {
    /// The number of the last one, from 1.
    package let count: Int
    /// When the first one began.
    package let startedAt: Timestamp
    /// Whether anything was undone of those before the last.
    var hasUndone = false
}

/// A list of steps being run: the workflow's own, an attempt of a scope's, a branch, an iteration, a
/// round.
package struct Frame: Sendable {
    /// What the list is doing.
    package enum Activity: Sendable {
        /// The step is next; nothing of it is recorded yet.
        case at(NodeID)
        /// Its call is an ``Operation``.
        case calling(NodeID)
        case waiting(NodeID, until: Timestamp)
        /// The next reminder begins at that time, unless the one before still runs.
        case awaiting(
            NodeID,
            match: [JSON.Member],
            deadline: Timestamp?,
            reminder: Timestamp?
        )
        /// The event is here; the reminder under way is undone before the step gives its output.
        case received(NodeID, output: JSON)
        /// The scope waits for its lock.
        case locking(NodeID, deadline: Timestamp?)
        /// Its run is a ``Child``.
        case runningChild(NodeID)
        /// The steps inside it have frames of their own.
        case inside(NodeID)
        /// The next round begins at that time.
        case betweenRounds(NodeID, until: Timestamp)
        /// All that the lists of the step did is being undone, since too many of them failed.
        case unwinding(NodeID, StepError)
        /// The scope's last attempt is undone, and another will follow if its policy allows.
        case attemptFailed(NodeID, StepError)
        /// The scope is tried again at that time.
        case backingOff(NodeID, until: Timestamp)
        /// The step failed; its catch rules are asked next.
        case failed(NodeID, StepError)
        /// The rule takes the error once the step, whose effect is unknown, is undone.
        case undoing(NodeID, rule: Int, output: JSON?)
        /// A target that ends the run, or fails, is reached from the step.
        case finishing(NodeID, Finish)
        case raising(NodeID, Fail)
        /// An error that nothing in this list catches.
        case uncaught(NodeID, StepError)
        /// The end of the list is reached.
        case ended
        /// Everything the list did is being undone.
        case compensating(CompensationCause)
        /// Undone; the run ends so next.
        case compensated(CompensationCause)
        /// The step failed for good and the run may only go forward.
        case parked(NodeID, StepError)
        /// The run finishes with an outcome that keeps what was done.
        case finished(OutcomeName, output: JSON)
    }

    package let path: StepPath
    package let scope: ScopeID
    package let enteredAt: Timestamp
    /// When the list has taken too long.
    package let deadline: Timestamp?
    package internal(set) var activity: Activity
    package internal(set) var deadlinePassed = false
    /// What its steps add to what the lists around it see.
    package internal(set) var visible = VisibleValues()
    /// Those of the steps of the list.
    package internal(set) var attempts: [StepID: Attempts] = [:]
    /// The lists of the step that the list is busy with.
    package internal(set) var group: Group?
    /// What the list, or the step that it is busy with, is failing of; `nil` once that is caught or
    /// settled.
    package internal(set) var failure: Failure?
    /// The errors that catch rules of the list's steps took: `error` in their expressions.
    package internal(set) var caughtErrors: [NodeID: StepError] = [:]

    package init(
        path: StepPath,
        scope: ScopeID,
        enteredAt: Timestamp,
        deadline: Timestamp?,
        activity: Activity
    ) {
        self.path = path
        self.scope = scope
        self.enteredAt = enteredAt
        self.deadline = deadline
        self.activity = activity
    }

    /// The number that the next attempt of a step has.
    func nextAttempt(of step: StepID) -> Int { (attempts[step]?.count ?? 0) + 1 }

    /// The path of one of the lists of a step, in its present attempt.
    func path(of list: StepPath.Element, in step: StepID) -> StepPath {
        path.step(step).list(list, attempt: attempts[step]?.count ?? 1)
    }

    /// Whether what the list did, or a part of it, is being undone, or is.
    package var isCompensating: Bool {
        switch activity {
        case .compensating, .compensated, .unwinding: true
        default: false
        }
    }
}

extension Frame.Activity {
    /// The step that the list is busy with.
    package var node: NodeID? {
        switch self {
        case .at(let node), .calling(let node), .waiting(let node, _),
            .awaiting(let node, _, _, _), .received(let node, _), .runningChild(let node),
            .locking(let node, _), .inside(let node), .betweenRounds(let node, _),
            .unwinding(let node, _),
            .attemptFailed(let node, _), .backingOff(let node, _),
            .failed(let node, _), .undoing(let node, _, _), .finishing(let node, _),
            .raising(let node, _), .uncaught(let node, _), .parked(let node, _):
            node
        case .ended, .compensating, .compensated, .finished: nil
        }
    }
}
