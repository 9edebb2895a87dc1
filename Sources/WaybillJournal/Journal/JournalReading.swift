package import CEL
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

    /// The runs with a timer that is due by then, the earliest first.
    func runs(dueBy time: Timestamp, limit: Int) throws(JournalError) -> [RunRecord]

    /// The run with that key that started last.
    func latestRun(of workflow: WorkflowName, key: String) throws(JournalError) -> RunRecord?

    /// A run's events with a greater sequence, in order; 0 gives all.
    func events(of run: RunID, after sequence: Int) throws(JournalError) -> [RecordedEvent]

    func definition(_ digest: DefinitionDigest) throws(JournalError) -> StoredDefinition?

    /// The events of these types, taken or not, in the order they came.
    func keptEvents(of types: [EventType]) throws(JournalError) -> [CloudEvent]

    /// The events that no run has taken, in the order they came.
    var orphans: [CloudEvent] { get throws(JournalError) }

    /// The runs that took an event, in the order they did.
    func runs(thatTook event: CloudEvent.Identity) throws(JournalError) -> [RunID]

    /// Messages that have no verdict yet, in the order they came.
    func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry]

    /// What became of a message; `nil` while it is pending, and for one that there never was.
    func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict?
}
