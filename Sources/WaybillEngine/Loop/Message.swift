import CEL
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What is said to the loop.
enum Message: Sendable {
    case submit(Order, reply: Reply<Result<Submission, SubmissionError>>)
    case request(OperatorRequest, RunID, reply: Reply<InboxVerdict>)
    case deliver(CloudEvent, reply: Reply<InboxVerdict>)
    /// An attempt that was dispatched is over. Said exactly once for each.
    case answered(SentAttempt, HandlerAnswer)
    /// A published event was delivered, or could not be. Said exactly once for each that is sent.
    case delivered(OutboxEntry, DeliveryError?)
    /// Let events start a workflow from now on.
    case register(PinnedWorkflow, reply: Reply<InboxVerdict>)
    case observe(RunObserver)
    /// Answered once everything that arrived before is durable.
    case synchronize(reply: Reply<Void>)
    case stop
}

/// An order, to be run.
struct Order: Sendable {
    let workflow: PinnedWorkflow
    let input: JSON
    /// Whether it is to be tried again, when its key's last run came to nothing.
    let again: Bool
}

/// An attempt that was given to a handler.
struct SentAttempt: Hashable, Sendable {
    let run: RunID
    let operation: OperationID
    let attempt: Int
    let handler: HandlerName
}

/// Where the answer to a message goes; called once, when what it says is durable.
typealias Reply<Answer> = @Sendable (Answer) -> Void
