package import WaybillInterpreter

/// The place of a published event among all facts of the store, in the order recorded.
package struct OutboxPosition: Hashable, Sendable, RawRepresentable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A published event that was not delivered yet.
package struct OutboxEntry: Hashable, Sendable {
    package let position: OutboxPosition
    /// The run that published it.
    package let run: RunID
    package let event: CloudEvent
    /// How often its delivery failed.
    package let attempts: Int
    /// Why, the last time.
    package let lastError: String?

    package init(
        position: OutboxPosition,
        run: RunID,
        event: CloudEvent,
        attempts: Int = 0,
        lastError: String? = nil
    ) {
        self.position = position
        self.run = run
        self.event = event
        self.attempts = attempts
        self.lastError = lastError
    }
}
