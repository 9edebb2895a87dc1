package import WaybillInterpreter

/// All that one turn of the engine's loop makes durable, in one commit: either all of it or none.
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

    /// One whose digest is known already is left as it is.
    package var definitions: [StoredDefinition] = []
    package var events: [Append] = []
    /// Rows of the index of runs, to insert or to replace.
    package var runs: [RunRecord] = []
    package var answers: [Answer] = []
    /// Events from outside that came early or match nothing. One that is kept already is left.
    package var keptEvents: [CloudEvent] = []
    package var takenEvents: [Taken] = []

    package init() {}

    /// Whether there is nothing to commit.
    package var isEmpty: Bool {
        definitions.isEmpty && events.isEmpty && runs.isEmpty && answers.isEmpty
            && keptEvents.isEmpty && takenEvents.isEmpty
    }
}
