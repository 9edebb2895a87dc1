import Synchronization
package import WaybillInterpreter

extension InMemoryJournal {
    package func keptEvents(for search: KeptEventSearch) throws(JournalError) -> [KeptEvent] {
        contents.withLock { $0.keptEvents(for: search) }
    }

    package func keptEvents(
        matching filter: KeptEventFilter,
        limit: Int
    ) throws(JournalError) -> [KeptEvent] {
        let matching = contents.withLock { $0.keptEvents(matching: filter) }
        return Array(matching.reversed().prefix(max(0, limit)))
    }

    package func keptEvent(_ event: CloudEvent.Identity) throws(JournalError) -> KeptEvent? {
        contents.withLock { contents in
            contents.keptEvents(matching: KeptEventFilter()).first { $0.event.identity == event }
        }
    }

    package func countKeptEvents(matching filter: KeptEventFilter) throws(JournalError) -> Int {
        contents.withLock { $0.keptEvents(matching: filter).count }
    }

    package func unofferedEvents(limit: Int) throws(JournalError) -> [CloudEvent] {
        let kept = contents.withLock { $0.kept.filter { !$0.isOffered } }
        return kept.prefix(max(0, limit)).map(\.event)
    }

    package func runs(
        thatTook event: CloudEvent.Identity
    ) throws(JournalError) -> [RunID] {
        contents.withLock { $0.taken.filter { $0.event == event }.map(\.run) }
    }

    package func runsToDeliver(after run: RunID, limit: Int) throws(JournalError) -> [RunID] {
        let runs = contents.withLock { Set($0.outbox.map(\.run)) }
        return Array(runs.filter { $0 > run }.sorted().prefix(max(0, limit)))
    }

    package func firstUndelivered(of run: RunID) throws(JournalError) -> OutboxEntry? {
        contents.withLock { $0.outbox.first { $0.run == run } }
    }

    package func undelivered(
        limit: Int
    ) throws(JournalError) -> [Result<OutboxEntry, JournalError>] {
        contents.withLock { $0.outbox.prefix(max(0, limit)).map { .success($0) } }
    }

    package var undeliveredCount: Int {
        get throws(JournalError) { contents.withLock { $0.outbox.count } }
    }

    package var registrations: [Registration] {
        get throws(JournalError) {
            contents.withLock { $0.registrations.values.sorted { $0.workflow < $1.workflow } }
        }
    }
}
