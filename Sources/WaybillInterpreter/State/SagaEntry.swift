package import CEL
package import WaybillModel

/// A step that would have to be undone, registered before its first attempt is sent.
package struct SagaEntry: Sendable {
    /// What is known of the step.
    package enum Effect: Hashable, Sendable {
        /// Not answered yet.
        case pending
        case happened(output: JSON)
        case unknown
        /// It certainly did not happen.
        case absent
    }

    /// How far its undo is.
    package enum Undo: Hashable, Sendable {
        case notStarted
        /// Its undo, or the question whether it is needed, is an ``Operation``.
        case running
        case done
        case gaveUp(StepError)
        /// An operator left it undone.
        case skipped
    }

    package let path: StepPath
    package let node: NodeID
    /// How it is undone; never `none`.
    package let compensation: Compensation
    /// What the step was called with, or the data of the event it published; `null` for a scope.
    package let input: JSON
    /// What its undo sees: what was recorded before it.
    package let visible: VisibleValues
    package internal(set) var effect: Effect
    package internal(set) var undo: Undo = .notStarted
    /// The sequence of the last event about the step: the order of undoing is its reverse.
    package internal(set) var lastFact: Int
    /// How often the step was attempted.
    package internal(set) var attempts = 0
    /// How many of the steps of its undo are over: done, or left undone by an operator.
    package private(set) var undoStepsOver = 0
    /// How often the present step of its undo was attempted.
    package internal(set) var undoAttempts = 0
    /// Attempts of the step that were sent and never answered, and may still take effect.
    private(set) var unanswered: [UnansweredAttempt] = []
    /// The run that the step began, if it began one.
    package internal(set) var child: RunID?
    /// Whether an operator said what became of the step.
    package internal(set) var isSettledByHand = false

    package init(
        path: StepPath,
        node: NodeID,
        compensation: Compensation,
        input: JSON,
        visible: VisibleValues,
        effect: Effect,
        lastFact: Int
    ) {
        self.path = path
        self.node = node
        self.compensation = compensation
        self.input = input
        self.visible = visible
        self.effect = effect
        self.lastFact = lastFact
    }

    /// Whether nothing is left to do about it, or only an operator can.
    package var isSettled: Bool {
        switch undo {
        case .done, .skipped, .gaveUp: true
        case .notStarted: effect == .absent || isBeyondUndoing
        case .running: false
        }
    }

    /// Whether it is a child run that has failed: what it could undo, it has undone.
    private var isBeyondUndoing: Bool {
        if case .child = compensation { effect == .unknown } else { false }
    }

    package var hasGivenUp: Bool {
        if case .gaveUp = undo { true } else { false }
    }
}

/// An attempt that was never answered.
struct UnansweredAttempt: Hashable, Sendable {
    let number: Int
    /// From when on it can no longer take effect.
    let settlesAt: Timestamp
    /// Its process ended, and the number was used again.
    let wasInterrupted: Bool
}

extension SagaEntry {
    /// The step of its undo that is next, or under way; `nil` when none is left.
    package var undoStep: UndoStep? {
        let steps = compensation.steps
        return steps.indices.contains(undoStepsOver) ? steps[undoStepsOver] : nil
    }

    /// The operation of that step.
    package var undoID: OperationID { OperationID(undoing: path, by: undoStep?.id) }

    /// Whether an undo has been sent.
    var isUndoSent: Bool { undoStepsOver > 0 || undoAttempts > 0 }

    /// Goes on from a step of its undo that is done, or left as it is.
    mutating func endUndoStep(_ end: Undo) {
        undoStepsOver += 1
        undoAttempts = 0
        undo = undoStep == nil ? end : .notStarted
    }

    /// Goes on from what is known of the step from when it was called before.
    mutating func goOn(from earlier: SagaEntry) {
        attempts = earlier.attempts
        if earlier.undo == .notStarted, !earlier.isUndoSent { unanswered = earlier.unanswered }
    }

    /// When nothing that was never answered can take effect any more.
    var settlesAt: Timestamp? { unanswered.map(\.settlesAt).max() }

    mutating func noteUnanswered(_ attempt: UnansweredAttempt, at now: Timestamp) {
        unanswered.removeAll { $0.settlesAt <= now }
        unanswered.append(attempt)
    }

    /// An answer speaks for its own attempt, and where calls are known by their key for those
    /// before it too.
    mutating func noteAnswer(to attempt: Int, of contract: HandlerContract) {
        unanswered.removeAll { earlier in
            contract.idempotency == .key
                ? earlier.number <= attempt : earlier.number == attempt && !earlier.wasInterrupted
        }
    }
}
