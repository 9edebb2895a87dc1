package import CEL
package import WaybillInterpreter
package import WaybillModel

/// What another process asks of the runner.
package enum InboxMessage: Hashable, Sendable {
    /// Deliver an event from outside.
    case event(CloudEvent)
    case cancel(RunID, reason: String?)
    /// Try again what gave up, at a step or wherever the run is parked.
    case retry(RunID, StepPath?)
    /// Leave undone what gave up.
    case skip(RunID, StepPath?, reason: String)
    /// State what came of what gave up, settled by hand.
    case resolve(RunID, StepPath?, output: JSON, reason: String)
    /// Let events start this workflow from now on.
    case register(WorkflowName, StoredDefinition)
    /// Let no event start it any more.
    case unregister(WorkflowName)
    /// Remove a kept event that no run has taken from the lists.
    case drop(CloudEvent.Identity, reason: String)
}

/// What the runner made of a message.
package enum InboxVerdict: Hashable, Sendable {
    case accepted
    /// With the reason, for the person who asked.
    case refused(String)
    /// An event that nothing awaits yet. It is kept.
    case kept
}

/// The number of a message, in the order they came.
package struct InboxID: Hashable, Sendable, RawRepresentable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

extension InboxID: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

/// A message that the runner refused.
package struct RefusedMessage: Sendable {
    package let id: InboxID
    package let message: Result<InboxMessage, PayloadError>
    /// For the person who asked.
    package let reason: String

    package init(id: InboxID, message: Result<InboxMessage, PayloadError>, reason: String) {
        self.id = id
        self.message = message
        self.reason = reason
    }
}

/// A pending message.
package struct InboxEntry: Sendable {
    package let id: InboxID
    /// The message, or why this version cannot read it: then refuse it with that.
    package let message: Result<InboxMessage, PayloadError>

    package init(id: InboxID, message: Result<InboxMessage, PayloadError>) {
        self.id = id
        self.message = message
    }
}
