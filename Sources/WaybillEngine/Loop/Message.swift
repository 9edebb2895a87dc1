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
    case observe(AsyncStream<RunNotice>.Continuation)
    /// Answered once everything that arrived before is durable.
    case synchronize(reply: Reply<Void>)
    case stop
}

/// An order, to be run.
struct Order: Sendable {
    let workflow: PinnedWorkflow
    let input: JSON
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
