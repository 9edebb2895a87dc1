import Synchronization
import WaybillHandlers
import WaybillInterpreter
import WaybillModel

/// Gives attempts to handlers, each in a task of its own, and tells the loop how they ended.
final class Dispatcher: Sendable {
    private let handlers: HandlerRegistry
    private let mailbox: Mailbox
    private let tasks = Mutex<[SentAttempt: Task<Void, Never>]>([:])

    init(handlers: HandlerRegistry, mailbox: Mailbox) {
        self.handlers = handlers
        self.mailbox = mailbox
    }

    /// Sends an attempt. Its start is durable already.
    func send(_ invocation: Invocation, as attempt: SentAttempt) {
        let call = HandlerCall(
            handler: invocation.handler,
            input: invocation.input,
            idempotencyKey: invocation.idempotencyKey,
            undoes: invocation.undoes,
            attempt: invocation.attempt,
            run: attempt.run.rawValue,
            timeout: invocation.timeout
        )
        tasks.withLock { tasks in
            tasks[attempt] = Task {
                let answer = await self.handlers.handle(call)
                self.tasks.withLock { $0[attempt] = nil }
                self.mailbox.post(.answered(attempt, answer))
            }
        }
    }

    /// Stops an attempt whose answer is of no use any more.
    func cancel(_ attempt: SentAttempt) {
        tasks.withLock { $0[attempt] }?.cancel()
    }

    /// Stops all attempts and waits until they have.
    func stop() async {
        let running = tasks.withLock { Array($0.values) }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }
}
