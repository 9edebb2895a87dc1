import ArgumentParser
import CEL
import Foundation
import Synchronization
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// On which side of a commit the process is killed.
enum CrashSide: String, ExpressibleByArgument, Sendable {
    case before
    case after
}

/// A journal that kills its process at one of its commits, as `kill -9` does.
final class CrashingJournal: Journal {
    private let journal: SQLiteJournal
    private let crashAt: Int?
    private let side: CrashSide
    private let commits = Atomic(0)

    /// `crashAt` counts from 1; `nil` for never.
    init(_ journal: SQLiteJournal, crashAt: Int?, side: CrashSide) {
        self.journal = journal
        self.crashAt = crashAt
        self.side = side
    }

    var commitCount: Int { commits.load(ordering: .acquiring) }

    func commit(_ turn: Turn) throws(JournalError) {
        let number = commits.add(1, ordering: .acquiringAndReleasing).newValue
        if number == crashAt, side == .before { die() }
        try journal.commit(turn)
        if number == crashAt { die() }
    }

    private func die() { kill(getpid(), SIGKILL) }

    func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try journal.submit(message)
    }

    func hasNews() throws(JournalError) -> Bool { try journal.hasNews() }
}

extension CrashingJournal {
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

    func keptEvents(of type: EventType?) throws(JournalError) -> [CloudEvent] {
        try journal.keptEvents(of: type)
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
