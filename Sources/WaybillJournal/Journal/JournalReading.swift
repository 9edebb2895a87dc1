package import WaybillInterpreter
package import WaybillModel

/// What can be read of a store, by its runner and by any other process.
package protocol JournalReading: Sendable {
    /// Whether nothing was ever committed or submitted.
    var isEmpty: Bool { get throws(JournalError) }

    func run(_ id: RunID) throws(JournalError) -> RunRecord?

    /// Runs, those that started last first.
    func runs(matching filter: RunFilter, limit: Int) throws(JournalError) -> [RunRecord]

    /// The runs that have not ended, those that started first first.
    func unfinishedRuns() throws(JournalError) -> [RunRecord]

    /// The run with that key that started last.
    func latestRun(of workflow: WorkflowName, key: String) throws(JournalError) -> RunRecord?

    /// A run's events with a greater sequence, in order; 0 gives all.
    func events(of run: RunID, after sequence: Int) throws(JournalError) -> [RecordedEvent]

    func definition(_ digest: DefinitionDigest) throws(JournalError) -> StoredDefinition?

    /// The kept events that may be for a run which begins to await one, in the order they came.
    func keptEvents(for search: KeptEventSearch) throws(JournalError) -> [KeptEvent]

    /// Kept events, those that came last first.
    func keptEvents(matching filter: KeptEventFilter, limit: Int) throws(JournalError)
        -> [KeptEvent]

    /// A kept event; `nil` when there is none, or an operator dropped it.
    func keptEvent(_ event: CloudEvent.Identity) throws(JournalError) -> KeptEvent?

    /// How many kept events match.
    func countKeptEvents(matching filter: KeptEventFilter) throws(JournalError) -> Int

    /// Kept events that the runs of the store were not offered yet, in the order they came.
    func unofferedEvents(limit: Int) throws(JournalError) -> [CloudEvent]

    /// The runs that took an event, in the order they did.
    func runs(thatTook event: CloudEvent.Identity) throws(JournalError) -> [RunID]

    /// The runs with published events to deliver whose ids come after one, in the order of their
    /// ids.
    func runsToDeliver(after run: RunID, limit: Int) throws(JournalError) -> [RunID]

    /// The first published event of a run that is not delivered. Throws
    /// ``JournalError/unreadableEvent(run:sequence:_:)`` when this version cannot read it.
    func firstUndelivered(of run: RunID) throws(JournalError) -> OutboxEntry?

    /// Published events that are not delivered, in the order they were published, or why this version
    /// cannot read one.
    func undelivered(limit: Int) throws(JournalError) -> [Result<OutboxEntry, JournalError>]

    /// How many published events are not delivered.
    var undeliveredCount: Int { get throws(JournalError) }

    /// The workflows that events start, by name.
    var registrations: [Registration] { get throws(JournalError) }

    /// Messages that have no verdict yet, in the order they came.
    func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry]

    /// Events in the inbox that have no verdict yet and are not to be dropped, those that came last
    /// first.
    func pendingEvents(limit: Int) throws(JournalError) -> [CloudEvent]

    /// The event in the inbox with that source and id that has no verdict yet. One that is to be
    /// dropped is no longer given.
    func pendingEvent(_ event: CloudEvent.Identity) throws(JournalError) -> CloudEvent?

    /// Messages from one on that were refused, in the order they came, with the reasons.
    func refusedMessages(from first: InboxID, limit: Int) throws(JournalError) -> [RefusedMessage]

    /// What became of a message; `nil` while it is pending, and for one that there never was.
    func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict?
}
