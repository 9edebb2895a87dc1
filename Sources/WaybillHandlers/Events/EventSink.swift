package import CEL

/// Where the events that runs publish are delivered to.
package protocol EventSink: Sendable {
    /// Delivers an event in the structured JSON format of CloudEvents. It has arrived for good when
    /// this returns; an event may be delivered more than once, always with the same id.
    func deliver(_ event: JSON) async throws(DeliveryError)
}

/// Why an event was not delivered.
package struct DeliveryError: Error, Hashable, Sendable {
    /// For an operator.
    package let reason: String
    /// The receiver asked to be left alone for that long.
    package let retryAfter: Duration?

    package init(_ reason: String, retryAfter: Duration? = nil) {
        self.reason = reason
        self.retryAfter = retryAfter
    }
}
