package import WaybillInterpreter

/// An event as it is stored.
package struct EncodedEvent: Hashable, Sendable {
    /// The name of its ``EventKind``.
    package let type: String
    package let version: Int
    /// A JSON object. Paths are text as people write them, times RFC 3339, durations seconds as
    /// CEL writes them; what is absent is left out.
    package let payload: String

    package init(type: String, version: Int, payload: String) {
        self.type = type
        self.version = version
        self.payload = payload
    }
}

/// Turns events into what is stored and back.
package enum EventCodec {
    package static func encode(_ event: Event) -> EncodedEvent {
        let (kind, payload) = encoding(of: event)
        return EncodedEvent(type: kind.rawValue, version: kind.version, payload: payload.text)
    }

    /// Throws what is wrong: a type or version that this Waybill does not know, or a payload that
    /// is not what the type says.
    package static func decode(_ stored: EncodedEvent) throws(PayloadError) -> Event {
        guard let kind = EventKind(rawValue: stored.type) else {
            throw PayloadError(
                at: "",
                "is of a type that this version does not know: \(stored.type)"
            )
        }
        guard (1...kind.version).contains(stored.version) else {
            throw PayloadError(
                at: "",
                "is \(stored.type) of format \(stored.version); this version knows up to "
                    + "\(kind.version)"
            )
        }
        return try event(of: kind, from: Payload(parsing: stored.payload))
    }
}
