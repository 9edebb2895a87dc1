import CEL
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

    func runs(dueBy time: Timestamp, limit: Int) throws(JournalError) -> [RunRecord] {
        try journal.runs(dueBy: time, limit: limit)
    }

    func latestRun(of workflow: WorkflowName, key: String) throws(JournalError) -> RunRecord? {
        try journal.latestRun(of: workflow, key: key)
    }

    func events(of run: RunID, after sequence: Int) throws(JournalError) -> [RecordedEvent] {
        try journal.events(of: run, after: sequence)
    }

    func definition(_ digest: DefinitionDigest) throws(JournalError) -> StoredDefinition? {
        try journal.definition(digest)
    }

    func keptEvents(of types: [EventType]) throws(JournalError) -> [CloudEvent] {
        try journal.keptEvents(of: types)
    }

    var orphans: [CloudEvent] {
        get throws(JournalError) { try journal.orphans }
    }

    func runs(thatTook event: CloudEvent.Identity) throws(JournalError) -> [RunID] {
        try journal.runs(thatTook: event)
    }

    func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry] {
        try journal.pendingInbox(limit: limit)
    }

    func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict? {
        try journal.verdict(of: id)
    }
}
