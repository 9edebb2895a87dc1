package import CEL
package import WaybillModel

/// Something that must be outstanding in the outside world. Drivers start what is missing and stop
/// what is no longer listed.
package enum Command: Hashable, Sendable {
    /// An attempt may be sent: record `attemptStarted` as soon as there is room for it.
    case start(OperationID, attempt: Int, handler: HandlerName)
    /// An attempt is out. Send it only when its start is durable.
    case invoke(Invocation)
    /// Draw the jitter and record `retryScheduled`.
    case scheduleRetry(OperationID, attempt: Int, RetryDelay)
    /// Record `timerFired` when the time has come.
    case wake(Timer, at: Timestamp)
    /// Ask ``RunState/reception(of:by:at:)`` about each event that comes, and record what it says.
    case await(Subscription)
    /// Record `lockAcquired` when it is the scope's turn.
    case acquire(StepPath, LockClaim)
    /// A child run must be there and do what is asked of it.
    case child(ChildCommand)
}

/// One attempt of a call or an undo, as it is sent.
package struct Invocation: Hashable, Sendable {
    package let operation: OperationID
    package let attempt: Int
    package let handler: HandlerName
    package let input: JSON
    package let idempotencyKey: String
    /// For an undo, the idempotency key of what it undoes.
    package let undoes: String?
    package let timeout: Duration?
}

/// What a run asks of a child run.
package struct ChildCommand: Hashable, Sendable {
    package enum Demand: Hashable, Sendable {
        /// Begin, and no more: record `childDetached` then.
        case begin
        /// Go on to the end: record `childCommitted` when it passes its pivot, `childEnded` when it
        /// has ended.
        case complete
        /// Undo what it did and end, unless it is past its pivot; then as before.
        case cancel(reason: String)
        /// Undo what it did, though it has completed: record `childEnded` when that is over.
        case undo(StepError)
    }

    /// The step that began it.
    package let path: StepPath
    package let run: RunID
    package let workflow: WorkflowName
    package let input: JSON
    package let demand: Demand
}

/// The delay before an attempt, with the jitter that is still to be drawn.
package struct RetryDelay: Hashable, Sendable {
    /// The longest delay.
    package let most: Duration
    /// The shortest: what the service asked for, if it did.
    package let least: Duration

    /// The delay for a number drawn evenly from 0 to 1.
    package func drawn(_ unit: Double) -> Duration {
        least + (most - least) * max(0, min(1, unit))
    }
}

/// An event that a run waits for.
package struct Subscription: Hashable, Sendable {
    package let path: StepPath
    /// The types that will do, in the order of the file.
    package let types: [EventType]
    /// The values that fields of the event's data must equal.
    package let match: [JSON.Member]

    package init(path: StepPath, types: [EventType], match: [JSON.Member]) {
        self.path = path
        self.types = types
        self.match = match
    }
}
