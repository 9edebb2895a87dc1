package import CEL
package import WaybillModel

/// A call or an undo that is not over: how often it was tried, and what it is doing now.
package struct Operation: Sendable {
    package enum Phase: Sendable {
        /// The attempt may be sent as soon as there is room.
        case ready
        case running(since: Timestamp, deadline: Timestamp?)
        /// The attempt failed; whether another follows is decided next.
        case failed(AttemptFailure)
        case backingOff(until: Timestamp)
        /// No attempt follows unless an operator asks for one.
        case givenUp
    }

    /// What the operation is for.
    package enum Purpose: Hashable, Sendable {
        case call
        case undo
        /// A call whose effect is unknown is asked again, only to learn what happened, so that it
        /// can be undone.
        case settling
    }

    package let id: OperationID
    package let node: NodeID
    package let purpose: Purpose
    package let call: Call
    package let input: JSON
    package let timeout: Duration?
    package let retry: RetryPolicy
    package internal(set) var startedAt: Timestamp
    /// The number of the current attempt, from 1.
    package internal(set) var attempt = 1
    /// Attempts since the operation began or an operator asked for another try.
    package internal(set) var attemptsInBudget = 1
    package internal(set) var phase: Phase = .ready
    /// Whether an attempt may have taken effect, by the answers so far.
    package internal(set) var mayHaveHappened = false
    /// Its list is being undone: the answer is waited for, but no attempt follows.
    package internal(set) var isDraining = false

    package init(
        id: OperationID,
        node: NodeID,
        purpose: Purpose,
        call: Call,
        input: JSON,
        timeout: Duration?,
        retry: RetryPolicy,
        startedAt: Timestamp
    ) {
        self.id = id
        self.node = node
        self.purpose = purpose
        self.call = call
        self.input = input
        self.timeout = timeout
        self.retry = retry
        self.startedAt = startedAt
    }

    /// Whether it is neither over nor waiting for an operator.
    package var isActive: Bool {
        if case .givenUp = phase { false } else { true }
    }

    /// Whether an attempt is out.
    package var isRunning: Bool {
        if case .running = phase { true } else { false }
    }
}
