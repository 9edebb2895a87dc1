import WaybillInterpreter

/// The inbox of an in-memory journal.
struct InMemoryInbox {
    /// All messages, in the order they came.
    private(set) var entries: [InboxEntry] = []
    private(set) var verdicts: [InboxID: InboxVerdict] = [:]
    /// The messages that events came in last, unless they are to be dropped.
    private var messages: [CloudEvent.Identity: (id: InboxID, event: CloudEvent)] = [:]

    /// Messages that have no verdict yet, in the order they came.
    var pending: [InboxEntry] { entries.filter { verdicts[$0.id] == nil } }

    /// Events that have no verdict yet and are not to be dropped, in the order they came.
    var pendingEvents: [CloudEvent] {
        messages.values.filter { verdicts[$0.id] == nil }
            .sorted { $0.id.rawValue < $1.id.rawValue }
            .map(\.event)
    }

    /// The event with that source and id that waits for its verdict, and the message it came in.
    func pendingEvent(_ event: CloudEvent.Identity) -> (id: InboxID, event: CloudEvent)? {
        messages[event].flatMap { verdicts[$0.id] == nil ? $0 : nil }
    }

    /// Puts a message in, unless it is an event that waits there already.
    mutating func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        let id = InboxID(rawValue: Int64(entries.count + 1))
        switch message {
        case .event(let event):
            if let first = pendingEvent(event.identity) {
                if let reason = first.event.conflict(with: event) {
                    throw .otherEvent(reason: reason)
                }
                return first.id
            }
            messages[event.identity] = (id, event)
        case .drop(let event, _): messages[event] = nil
        case .cancel, .retry, .skip, .resolve, .register, .unregister: break
        }
        entries.append(InboxEntry(id: id, message: .success(message)))
        return id
    }

    mutating func answer(_ answer: Turn.Answer) { verdicts[answer.id] = answer.verdict }
}
