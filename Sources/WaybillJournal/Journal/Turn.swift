package import CEL
package import WaybillInterpreter
package import WaybillModel

/// All that one turn of the engine's loop makes durable, in one commit: either all of it or none.
/// The outbox follows from its events: what they publish is to be delivered.
package struct Turn: Hashable, Sendable {
    /// What happened in one run, in order.
    package struct Append: Hashable, Sendable {
        package let run: RunID
        package let events: [RecordedEvent]

        package init(run: RunID, events: [RecordedEvent]) {
            self.run = run
            self.events = events
        }
    }

    /// The answer to a message of the inbox, which is then no longer pending.
    package struct Answer: Hashable, Sendable {
        package let id: InboxID
        package let verdict: InboxVerdict

        package init(_ id: InboxID, _ verdict: InboxVerdict) {
            self.id = id
            self.verdict = verdict
        }
    }

    /// An event from outside that a run took.
    package struct Taken: Hashable, Sendable {
        package let event: CloudEvent.Identity
        package let run: RunID

        package init(_ event: CloudEvent.Identity, by run: RunID) {
            self.event = event
            self.run = run
        }
    }

    /// A kept event that an operator removes.
    package struct Dropped: Hashable, Sendable {
        package let event: CloudEvent.Identity
        package let reason: String

        package init(_ event: CloudEvent.Identity, reason: String) {
            self.event = event
            self.reason = reason
        }
    }

    /// A kept event that could not be taken by whom it may have been meant for.
    package struct Refused: Hashable, Sendable {
        package let event: CloudEvent.Identity
        package let reason: String

        package init(_ event: CloudEvent.Identity, because reason: String) {
            self.event = event
            self.reason = reason
        }
    }

    /// A published event that could not be delivered, and why.
    package struct FailedDelivery: Hashable, Sendable {
        package let position: OutboxPosition
        package let reason: String

        package init(_ position: OutboxPosition, reason: String) {
            self.position = position
            self.reason = reason
        }
    }

    /// The events of a type that were kept since a time and that no run has taken.
    package struct Reoffer: Hashable, Sendable {
        package let type: EventType
        package let since: Timestamp

        package init(_ type: EventType, since: Timestamp) {
            self.type = type
            self.since = since
        }
    }

    /// One whose digest is known already is left as it is.
    package var definitions: [StoredDefinition] = []
    package var events: [Append] = []
    /// Rows of the index of runs, to insert or to replace.
    package var runs: [RunRecord] = []
    package var answers: [Answer] = []
    /// Events from outside, and those that runs of the turn publish. One that is kept already is
    /// left, unless it was refused or dropped, and no run took it: then it is replaced.
    package var keptEvents: [KeptEvent] = []
    package var takenEvents: [Taken] = []
    /// Kept events that the runs of the store were offered by now.
    package var offeredEvents: [CloudEvent.Identity] = []
    package var refusedEvents: [Refused] = []
    /// Kept events that an operator removes from the lists, before those of the turn are kept.
    package var droppedEvents: [Dropped] = []
    /// Kept events are forgotten that came before this time and that some run took, or published; at
    /// most ``mostForgotten`` of them in a turn. Those from outside that nobody took stay, and so do
    /// those that the runs of the store were not offered yet.
    package var forgetsEventsBefore: Timestamp?
    /// Published events that were delivered.
    package var deliveries: [OutboxPosition] = []
    package var failedDeliveries: [FailedDelivery] = []
    /// Each replaces the registration of that name.
    package var registrations: [Registration] = []
    package var unregistered: [WorkflowName] = []
    /// Kept events that are to be offered once more, since they may start a workflow by now.
    package var reofferedEvents: [Reoffer] = []

    /// So that a turn does not take long after a flood of events.
    package static let mostForgotten = 1_000

    package init() {}

    /// Whether there is nothing to commit.
    package var isEmpty: Bool {
        definitions.isEmpty && events.isEmpty && runs.isEmpty && answers.isEmpty
            && keptEvents.isEmpty && takenEvents.isEmpty && offeredEvents.isEmpty
            && refusedEvents.isEmpty && droppedEvents.isEmpty && deliveries.isEmpty
            && failedDeliveries.isEmpty && registrations.isEmpty && reofferedEvents.isEmpty
            && forgetsEventsBefore == nil && unregistered.isEmpty
    }
}
