import CEL
import Foundation

/// Where everything that concerns the loop arrives, from whatever thread.
///
/// `@unchecked Sendable`: the messages are read and written only while the condition is locked.
final class Mailbox: @unchecked Sendable {
    private let condition = NSCondition()
    private var messages: [Message] = []
    private var isStopped = false

    /// Adds a message and wakes the loop; `false` when the loop has stopped for good.
    @discardableResult
    func post(_ message: Message) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isStopped { return false }
        messages.append(message)
        condition.signal()
        return true
    }

    /// All messages that have arrived; waits at most that long for the first.
    func take(waitingAtMost wait: Duration) -> [Message] {
        condition.lock()
        defer { condition.unlock() }
        if messages.isEmpty, wait > .zero {
            let (seconds, attoseconds) = wait.components
            let interval = Double(seconds) + Double(attoseconds) / 1e18
            _ = condition.wait(until: Date(timeIntervalSinceNow: interval))
        }
        let taken = messages
        messages = []
        return taken
    }

    /// Refuses further messages and gives those that nobody will read.
    func stop() -> [Message] {
        condition.lock()
        defer { condition.unlock() }
        isStopped = true
        let left = messages
        messages = []
        return left
    }
}
