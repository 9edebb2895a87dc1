import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A journal whose commits somebody else carries out: at the right moment, with a witness, or not
/// at all.
final class InterceptedJournal: Journal {
    private let journal: any Journal
    private let intercept: @Sendable (Turn, any Journal) throws(JournalError) -> Void

    /// `intercept` is given each turn and the journal to commit it to.
    init(
        _ journal: any Journal,
        intercept: @escaping @Sendable (Turn, any Journal) throws(JournalError) -> Void
    ) {
        self.journal = journal
        self.intercept = intercept
    }

    func commit(_ turn: Turn) throws(JournalError) { try intercept(turn, journal) }

    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try journal.submit(message)
    }

    func hasNews() throws(JournalError) -> Bool { try journal.hasNews() }
}

extension InterceptedJournal {
    var isEmpty: Bool { get throws(JournalError) { try journal.isEmpty } }

    func run(_ id: RunID) throws(JournalError) -> RunRecord? { try journal.run(id) }

    func runs(matching filter: RunFilter, limit: Int) throws(JournalError) -> [RunRecord] {
        try journal.runs(matching: filter, limit: limit)
    }

    func unfinishedRuns() throws(JournalError) -> [RunRecord] { try journal.unfinishedRuns() }

    func latestRun(of workflow: WorkflowName, key: String) throws(JournalError) -> RunRecord? {
        try journal.latestRun(of: workflow, key: key)
    }

    func events(of run: RunID, after sequence: Int) throws(JournalError) -> [RecordedEvent] {
        try journal.events(of: run, after: sequence)
    }

    func definition(_ digest: DefinitionDigest) throws(JournalError) -> StoredDefinition? {
        try journal.definition(digest)
    }

    func keptEvents(for search: KeptEventSearch) throws(JournalError) -> [KeptEvent] {
        try journal.keptEvents(for: search)
    }

    func keptEvents(
        matching filter: KeptEventFilter,
        limit: Int
    ) throws(JournalError) -> [KeptEvent] {
        try journal.keptEvents(matching: filter, limit: limit)
    }

    func keptEvent(_ event: CloudEvent.Identity) throws(JournalError) -> KeptEvent? {
        try journal.keptEvent(event)
    }

    func countKeptEvents(matching filter: KeptEventFilter) throws(JournalError) -> Int {
        try journal.countKeptEvents(matching: filter)
    }

    func unofferedEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        try journal.unofferedEvents(limit: limit)
    }

    func runsToDeliver(after run: RunID, limit: Int) throws(JournalError) -> [RunID] {
        try journal.runsToDeliver(after: run, limit: limit)
    }

    func firstUndelivered(of run: RunID) throws(JournalError) -> OutboxEntry? {
        try journal.firstUndelivered(of: run)
    }

    func undelivered(
        limit: Int
    ) throws(JournalError) -> [Result<OutboxEntry, JournalError>] {
        try journal.undelivered(limit: limit)
    }

    var undeliveredCount: Int { get throws(JournalError) { try journal.undeliveredCount } }

    var registrations: [Registration] {
        get throws(JournalError) { try journal.registrations }
    }

    func runs(thatTook event: CloudEvent.Identity) throws(JournalError) -> [RunID] {
        try journal.runs(thatTook: event)
    }

    func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry] {
        try journal.pendingInbox(limit: limit)
    }

    func pendingEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        try journal.pendingEvents(limit: limit)
    }

    func pendingEvent(_ event: CloudEvent.Identity) throws(JournalError) -> CloudEvent? {
        try journal.pendingEvent(event)
    }

    func refusedMessages(
        from first: InboxID,
        limit: Int
    ) throws(JournalError) -> [RefusedMessage] {
        try journal.refusedMessages(from: first, limit: limit)
    }

    func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict? {
        try journal.verdict(of: id)
    }
}
