import CEL
import Synchronization
package import WaybillInterpreter
package import WaybillModel

/// A journal that lasts as long as its process: for tests, simulations and trying things out.
package final class InMemoryJournal: Journal {
    let contents = Mutex(InMemoryContents())

    package init() {}

    package func commit(_ turn: Turn) throws(JournalError) {
        try contents.withLock { contents throws(JournalError) in
            try contents.refuseDuplicates(in: turn)
            contents.add(turn)
        }
    }

    package func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        try contents.withLock { contents throws(JournalError) in try contents.submit(message) }
    }

    package func hasNews() throws(JournalError) -> Bool {
        contents.withLock { contents in
            defer { contents.hasNews = false }
            return contents.hasNews
        }
    }
}

extension InMemoryJournal {
    package var isEmpty: Bool {
        get throws(JournalError) { contents.withLock { $0.isEmpty } }
    }

    package func run(_ id: RunID) throws(JournalError) -> RunRecord? {
        contents.withLock { $0.run(id) }
    }

    package func runs(
        matching filter: RunFilter,
        limit: Int
    ) throws(JournalError) -> [RunRecord] {
        let matching = contents.withLock { $0.runsByStart.filter(filter.matches) }
        return Array(matching.reversed().prefix(max(0, limit)))
    }

    package func unfinishedRuns() throws(JournalError) -> [RunRecord] {
        contents.withLock { $0.runsByStart.filter { !$0.isFinished } }
    }

    package func latestRun(
        of workflow: WorkflowName,
        key: String
    ) throws(JournalError) -> RunRecord? {
        contents.withLock { $0.latestRun(of: workflow, key: key) }
    }

    package func events(
        of run: RunID,
        after sequence: Int
    ) throws(JournalError) -> [RecordedEvent] {
        contents.withLock { contents in
            (contents.events[run] ?? [:]).values
                .filter { $0.sequence > sequence }
                .sorted { $0.sequence < $1.sequence }
        }
    }

    package func definition(
        _ digest: DefinitionDigest
    ) throws(JournalError) -> StoredDefinition? {
        contents.withLock { $0.definitions[digest] }
    }

    package func pendingInbox(limit: Int) throws(JournalError) -> [InboxEntry] {
        let pending = contents.withLock { $0.inbox.pending }
        return Array(pending.prefix(max(0, limit)))
    }

    package func pendingEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        let events = contents.withLock { $0.inbox.pendingEvents }
        return Array(events.reversed().prefix(max(0, limit)))
    }

    package func pendingEvent(
        _ event: CloudEvent.Identity
    ) throws(JournalError) -> CloudEvent? {
        contents.withLock { $0.inbox.pendingEvent(event)?.event }
    }

    package func refusedMessages(
        from first: InboxID,
        limit: Int
    ) throws(JournalError) -> [RefusedMessage] {
        let refused = contents.withLock { contents in
            contents.inbox.entries.compactMap { entry -> RefusedMessage? in
                guard entry.id.rawValue >= first.rawValue,
                    case .refused(let reason) = contents.inbox.verdicts[entry.id]
                else { return nil }
                return RefusedMessage(id: entry.id, message: entry.message, reason: reason)
            }
        }
        return Array(refused.prefix(max(0, limit)))
    }

    package func verdict(of id: InboxID) throws(JournalError) -> InboxVerdict? {
        contents.withLock { $0.inbox.verdicts[id] }
    }
}
