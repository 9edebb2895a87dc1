import CEL
import Synchronization
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal

/// Carries published events to where they are delivered, each in a task of its own, and tells the
/// loop how that ended.
final class Courier: Sendable {
    private let sink: any EventSink
    private let mailbox: Mailbox
    private let tasks = Mutex<[OutboxPosition: Task<Void, Never>]>([:])

    init(sink: any EventSink, mailbox: Mailbox) {
        self.sink = sink
        self.mailbox = mailbox
    }

    /// Sends an event. That it was published is durable already.
    func send(_ entry: OutboxEntry) {
        tasks.withLock { tasks in
            tasks[entry.position] = Task {
                var failure: DeliveryError?
                do throws(DeliveryError) {
                    try await self.sink.deliver(entry.event.structured)
                } catch {
                    failure = error
                }
                self.tasks.withLock { $0[entry.position] = nil }
                self.mailbox.post(.delivered(entry, failure))
            }
        }
    }

    /// Stops all deliveries and waits until they have.
    func stop() async {
        let running = tasks.withLock { Array($0.values) }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }
}
