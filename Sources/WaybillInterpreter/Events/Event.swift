package import CEL
package import WaybillModel

/// A fact about a run. The journal keeps them in order, and a run's state is the fold over them.
///
/// Whatever a fact depends on that could ever change (an expression's value, a clock, a random
/// number, an answer) is in it, so that folding needs none of these again.
package enum Event: Hashable, Sendable {
    case runStarted(RunStarted)

    // Steps
    case stepSkipped(StepPath)
    /// The input of a call is computed, and its undo registered.
    case callStarted(StepPath, input: JSON)
    /// The first rule that held, or `nil` for `else`.
    case ruleTaken(StepPath, rule: Int?)
    case valuesSet(StepPath, output: JSON)
    /// What the policy of an `allocate` decided; it is never decided again.
    case allocationDecided(StepPath, plan: JSON)
    case waitStarted(StepPath, until: Timestamp)
    /// The values that the event's fields must equal.
    case awaitStarted(StepPath, match: [JSON.Member])
    case eventReceived(StepPath, CloudEvent)
    /// The event of an `emit`, or of a `compensate` that publishes one, as it is delivered.
    case eventEmitted(OperationID, CloudEvent)
    /// The event was not taken, since whether `where` holds of it could not be computed. The first
    /// such event of an `await` is recorded.
    case eventPassedOver(StepPath, CloudEvent.Identity, StepError)
    /// A scope waits until fewer than `slots` scopes of its store hold the lock.
    case lockRequested(StepPath, LockName, slots: Int)
    case lockAcquired(StepPath)
    /// A reminder of an `await`, numbered from 1, begins.
    case reminderStarted(StepPath, number: Int)
    /// An attempt of a scope begins.
    case scopeEntered(StepPath, attempt: Int)
    case scopeCompleted(StepPath, output: JSON)
    /// The branches of a `parallel` begin, so many of which must reach their end.
    case parallelStarted(StepPath, needed: Int)
    /// The iterations of a `for_each` begin, so many of which must reach their end.
    case forEachStarted(StepPath, elements: [JSON], needed: Int)
    /// A round of a `repeat` begins; the first begins the step.
    case roundStarted(StepPath, round: Int)
    /// A branch or an iteration, by its path, reached its end.
    case listEnded(StepPath, collected: JSON?)
    /// A round, by its path, reached its end; `isLast` when `until` holds.
    case roundEnded(StepPath, collected: JSON?, isLast: Bool)
    /// Enough of the lists of a `parallel`, a `for_each` or a `repeat` reached their end, or the
    /// event of an `await` came, and the lists under way are undone.
    case joined(StepPath, output: JSON)
    /// The input of a child run is computed, and its undo registered.
    case childStarted(StepPath, input: JSON)
    /// The child run that nobody waits for has begun.
    case childDetached(StepPath)
    /// The child run has passed its pivot.
    case childCommitted(StepPath)
    case childEnded(StepPath, RunEnd)
    case stepFailed(StepPath, StepError)
    /// A catch rule, by its position, takes the error; `output` stands for the step's.
    case errorCaught(StepPath, rule: Int, output: JSON?)
    case finishReached(StepPath, OutcomeName, output: JSON)
    /// The step failed for good where the run may only go forward: an operator is needed.
    case stepParked(StepPath, StepError)

    // Attempts, of calls and of undos
    case attemptStarted(OperationID, attempt: Int)
    case attemptSucceeded(OperationID, attempt: Int, output: JSON)
    case attemptFailed(OperationID, attempt: Int, AttemptFailure)
    /// The process ended while the attempt was out.
    case attemptInterrupted(OperationID, attempt: Int)
    /// Of a call, an undo or a scope; the jitter is already in the time.
    case retryScheduled(OperationID, attempt: Int, at: Timestamp)

    // Sagas
    /// What the list, or all the lists of the step, at the path has done is undone, for the reason
    /// given.
    case compensationStarted(StepPath, CompensationCause)
    /// The call is asked again with the same key, only to learn whether it took effect and what it
    /// answered, because its undo needs to know.
    case settlingStarted(StepPath)
    case undoStarted(StepPath, input: JSON)
    /// The undo, or the question whether it is needed, was tried as long as its policy allows.
    case undoGaveUp(StepPath, StepError)
    /// The list or the step at the path is undone.
    case compensationFinished(StepPath)
    /// The run has completed, and the run that it is a child of has it undone.
    case compensationRequested(StepError)

    case timerFired(Timer)

    // Operators
    case cancelRequested(reason: String?)
    case retryRequested(OperationID)
    case operationResolved(OperationID, output: JSON, reason: String)
    case operationSkipped(OperationID, reason: String)

    // The end
    /// How the run ends is decided, and the steps begin that follow such an ending.
    case endingDecided(RunEnd)
    case runCompleted(OutcomeName?, output: JSON)
    case runCompensated(StepError)
    case runFailed(StepError, unresolved: [StepPath])
    case runCancelled(reason: String?)
}

/// What a run starts from.
package struct RunStarted: Hashable, Sendable {
    package let run: RunID
    package let workflow: WorkflowName
    package let digest: DefinitionDigest
    /// The value of the workflow's `key`; `nil` for a child run.
    package let key: String?
    /// Handed down by the event or the run that began it; otherwise the run's own id.
    package let correlation: CorrelationID
    /// The event that began it, if one did.
    package let event: CloudEvent.Identity?
    /// The step that began it; `nil` unless it is a child run.
    package let parent: ParentStep?
    package let input: JSON

    package init(
        run: RunID,
        workflow: WorkflowName,
        digest: DefinitionDigest,
        key: String?,
        correlation: CorrelationID? = nil,
        event: CloudEvent.Identity? = nil,
        parent: ParentStep? = nil,
        input: JSON
    ) {
        self.run = run
        self.workflow = workflow
        self.digest = digest
        self.key = key
        self.correlation = correlation ?? CorrelationID(run.rawValue)
        self.event = event
        self.parent = parent
        self.input = input
    }
}

/// The step of another run that a child run belongs to.
package struct ParentStep: Hashable, Sendable {
    package let run: RunID
    package let path: StepPath
    /// Whether that run does not wait for it.
    package let isDetached: Bool

    package init(run: RunID, path: StepPath, isDetached: Bool = false) {
        self.run = run
        self.path = path
        self.isDetached = isDetached
    }
}

/// Why one attempt failed.
package struct AttemptFailure: Hashable, Sendable {
    package let error: StepError
    /// The service asked to be left alone for that long.
    package let retryAfter: Duration?

    package init(_ error: StepError, retryAfter: Duration? = nil) {
        self.error = error
        self.retryAfter = retryAfter
    }
}

/// Why what was done is undone.
package enum CompensationCause: Hashable, Sendable {
    case error(StepError)
    /// A `finish` with an outcome that says `undo`.
    case finish(OutcomeName, output: JSON)
    case cancelled(reason: String?)
    /// Enough of the lists beside it reached their end, or the event that it reminded of came.
    case raceLost
    /// The run that it is a child of has it undone.
    case requested(StepError)
}

/// Something that happens when a time comes.
package enum Timer: Hashable, Sendable {
    /// The attempt's answer is too late.
    case attemptDeadline(OperationID, attempt: Int)
    /// The next attempt is due.
    case retry(OperationID, attempt: Int)
    /// A `wait` is over.
    case wait(StepPath)
    /// An `await` has waited long enough.
    case awaitDeadline(StepPath)
    /// A scope has waited long enough for its lock.
    case lockDeadline(StepPath)
    /// The list or the step at the path, the run for the root, has taken too long.
    case scopeDeadline(StepPath)
    /// The next round of the `repeat` at the path is due.
    case round(StepPath)
    /// The next reminder of the `await` at the path is due.
    case reminder(StepPath)
    /// A call that was never answered can no longer take effect, so its undo may be sent.
    case settled(StepPath)
}

/// An event with its place in the run's journal and the time it was recorded.
package struct RecordedEvent: Hashable, Sendable {
    /// From 1, without gaps.
    package let sequence: Int
    package let time: Timestamp
    package let event: Event

    package init(sequence: Int, time: Timestamp, event: Event) {
        self.sequence = sequence
        self.time = time
        self.event = event
    }
}
