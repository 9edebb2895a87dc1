package import CEL
package import WaybillModel

/// An event from outside, or one that a run publishes, as CloudEvents 1.0 describes it.
package struct CloudEvent: Hashable, Sendable {
    package let id: String
    package let source: String
    package let type: EventType
    package let subject: String?
    package let time: Timestamp
    /// What ties it to the other events and runs of one order: the extension attribute
    /// `correlationid`.
    package let correlation: CorrelationID?
    /// Of the type declared for the event.
    package let data: JSON

    package init(
        id: String,
        source: String,
        type: EventType,
        subject: String? = nil,
        time: Timestamp,
        correlation: CorrelationID? = nil,
        data: JSON
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.correlation = correlation
        self.data = data
    }

    /// What makes two deliveries the same event.
    package struct Identity: Hashable, Sendable {
        package let source: String
        package let id: String

        package init(source: String, id: String) {
            self.source = source
            self.id = id
        }
    }

    package var identity: Identity { Identity(source: source, id: id) }
}

extension CloudEvent {
    /// Why one that comes later with its source and id is refused: it says something else. `nil` when
    /// it is the same event once more.
    package func conflict(with later: CloudEvent) -> String? {
        if type == later.type, data.withSortedMembers == later.data.withSortedMembers { return nil }
        let difference = type == later.type ? "with other data" : "as \(type)"
        return "event \(id) from \(source) came before \(difference)"
    }

    /// The same event with other data.
    func with(data: JSON) -> CloudEvent {
        CloudEvent(
            id: id,
            source: source,
            type: type,
            subject: subject,
            time: time,
            correlation: correlation,
            data: data
        )
    }
}
