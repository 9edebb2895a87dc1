package import CEL
import Foundation
package import WaybillHandlers
package import WaybillInterpreter
package import WaybillJournal

/// What an engine is made of.
package struct EngineParts: Sendable {
    package let journal: any Journal
    package let handlers: HandlerRegistry
    package let clock: Clock
    /// Where published events are delivered to; without it they stay in the store.
    package let events: (any EventSink)?
    /// How a stored definition becomes a workflow.
    package let loadWorkflow: WorkflowLoading
    /// Hears, once for each run, why an event of it cannot be read: it, or what it published, is
    /// left as it is.
    package let passOver: @Sendable (RunID, JournalError) -> Void

    package init(
        journal: any Journal,
        handlers: HandlerRegistry,
        clock: Clock = .system,
        events: (any EventSink)? = nil,
        loadWorkflow: @escaping WorkflowLoading = StoredWorkflow.load,
        passOver: @escaping @Sendable (RunID, JournalError) -> Void = { _, _ in }
    ) {
        self.journal = journal
        self.handlers = handlers
        self.clock = clock
        self.events = events
        self.loadWorkflow = loadWorkflow
        self.passOver = passOver
    }
}

/// The embedded driver: runs workflows on this machine, durably, against a journal.
///
/// ``run()`` is its life; the other methods may be called from anywhere while it lasts.
package final class Engine: Sendable {
    private let parts: EngineParts
    private let mailbox = Mailbox()

    package init(_ parts: EngineParts) { self.parts = parts }

    /// Goes on with every unfinished run, and runs what is submitted, until the task is cancelled
    /// or ``stop()`` is called. Attempts that are out, and events on their way, have a few seconds to
    /// answer and are then stopped; the next runner asks them again.
    /// Throws when the store cannot be read or belongs to another runner by now.
    package func run() async throws(JournalError) {
        let dispatcher = Dispatcher(handlers: parts.handlers, mailbox: mailbox)
        let courier = parts.events.map { Courier(sink: $0, mailbox: mailbox) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                startThread(dispatcher, courier) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            stop()
        }
        await dispatcher.stop()
        await courier?.stop()
        refuseWhatIsLeft()
        try result.get()
    }

    /// Ends ``run()`` after the turn under way.
    package func stop() { mailbox.post(.stop) }

    /// Begins a run, or finds the one that the order's key began before. Returns when it is durable.
    /// `again` begins another when that one was undone, failed or was cancelled, and is refused when
    /// it has completed or is under way.
    package func submit(
        _ input: JSON,
        to workflow: PinnedWorkflow,
        again: Bool = false
    ) async throws(SubmissionError) -> Submission {
        let result = await withCheckedContinuation { continuation in
            let order = Order(workflow: workflow, input: input, again: again)
            let isPosted = mailbox.post(.submit(order) { continuation.resume(returning: $0) })
            if !isPosted { continuation.resume(returning: .failure(.stopped)) }
        }
        return try result.get()
    }

    /// Delivers an event from outside. Returns when it is durable.
    package func deliver(_ event: CloudEvent) async -> InboxVerdict {
        await withCheckedContinuation { continuation in
            if !mailbox.post(.deliver(event) { continuation.resume(returning: $0) }) {
                continuation.resume(returning: Self.stopped)
            }
        }
    }

    /// Lets events start a workflow from now on, instead of the version of it that was registered
    /// before. Returns when it is durable.
    package func register(_ workflow: PinnedWorkflow) async -> InboxVerdict {
        await withCheckedContinuation { continuation in
            if !mailbox.post(.register(workflow) { continuation.resume(returning: $0) }) {
                continuation.resume(returning: Self.stopped)
            }
        }
    }

    /// Asks something of a run, as an operator. Returns when it is durable.
    package func request(_ request: OperatorRequest, of run: RunID) async -> InboxVerdict {
        await withCheckedContinuation { continuation in
            if !mailbox.post(.request(request, run) { continuation.resume(returning: $0) }) {
                continuation.resume(returning: Self.stopped)
            }
        }
    }

    /// What happens to runs from now on, once durable. Ask before submitting, to miss nothing.
    package func notices() -> AsyncStream<RunNotice> {
        let (stream, continuation) = AsyncStream.makeStream(of: RunNotice.self)
        observe(into: continuation) { $0 }
        return stream
    }

    /// Has what happens to runs from now on put into a stream, which ends with the engine; what one
    /// turn did becomes `elements`. It is in there before whoever asked something of that turn is
    /// answered.
    package func observe<Element: Sendable>(
        into stream: AsyncStream<Element>.Continuation,
        as elements: @escaping @Sendable ([RunNotice]) -> [Element]
    ) {
        let observer = RunObserver(stream, as: elements)
        if !mailbox.post(.observe(observer)) { observer.end() }
    }

    /// Returns once the recovery, and everything that was asked before, is durable.
    package func synchronize() async {
        await withCheckedContinuation { continuation in
            if !mailbox.post(.synchronize { continuation.resume() }) { continuation.resume() }
        }
    }

    private static let stopped = InboxVerdict.refused("the engine is not running")

    private func startThread(
        _ dispatcher: Dispatcher,
        _ courier: Courier?,
        done: @escaping @Sendable (Result<Void, JournalError>) -> Void
    ) {
        let thread = Thread { [parts, mailbox] in
            let loop = RunLoop(
                parts,
                mailbox: mailbox,
                dispatcher: dispatcher,
                courier: courier
            )
            let result = Result { () throws(JournalError) in try loop.run() }
            for observer in loop.observers { observer.end() }
            done(result)
        }
        thread.name = "waybill.loop"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Nobody may wait for ever for an answer of a loop that has ended.
    private func refuseWhatIsLeft() {
        for message in mailbox.stop() {
            switch message {
            case .submit(_, let reply): reply(.failure(.stopped))
            case .request(_, _, let reply), .deliver(_, let reply), .register(_, let reply):
                reply(Self.stopped)
            case .observe(let observer): observer.end()
            case .synchronize(let reply): reply(())
            case .answered, .delivered, .stop: break
            }
        }
    }
}
