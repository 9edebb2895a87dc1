import CEL
import DequeModule
import Foundation
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// Writes what the turn did to a run into what is to be committed.
    func describe(_ id: RunID) {
        guard let run = runs[id], !run.recorded.isEmpty else { return }
        pending.turn.events.append(Turn.Append(run: id, events: run.recorded))
        run.record.status = run.state.status
        run.record.updatedAt = pending.time
        run.record.nextDue = run.state.nextDue
        run.record.outcome =
            if case .completed(let outcome, _) = run.state.end { outcome } else { nil }
        pending.turn.runs.append(run.record)
    }

    /// Lets the effects of a run out: its state is durable now. Returns what there is to say of it.
    func release(_ id: RunID) -> RunNotice? {
        guard let run = runs[id] else { return nil }
        defer { if run.state.end != nil { forget(id) } }
        let commands = run.state.commands
        due.set(run.record.nextDue, for: id)
        dispatch(commands, of: id)
        stored.insert(run.record.digest)
        guard !run.recorded.isEmpty else { return nil }
        defer { (run.recorded, run.places) = ([], []) }
        return RunNotice(run: id, events: run.recorded, places: run.places, state: run.state)
    }

    /// Tells those who listen what a turn did.
    func publish(_ notices: [RunNotice]) {
        if notices.isEmpty { return }
        observers.removeAll { !$0.hear(notices) }
    }

    /// Starts the attempts that are missing and stops those that are no longer listed.
    private func dispatch(_ commands: [Command], of id: RunID) {
        var wanted: Set<SentAttempt> = []
        for case .invoke(let invocation) in commands {
            let attempt = SentAttempt(
                run: id,
                operation: invocation.operation,
                attempt: invocation.attempt,
                handler: invocation.handler
            )
            wanted.insert(attempt)
            if sent[id, default: []].insert(attempt).inserted {
                dispatcher.send(invocation, as: attempt)
            }
        }
        for attempt in sent[id] ?? [] where !wanted.contains(attempt) {
            dispatcher.cancel(attempt)
        }
    }

    /// Gives back the places of attempts that began and were called off in the same turn.
    func giveBackUnused() {
        for attempt in pending.started where sent[attempt.run]?.contains(attempt) != true {
            room.giveBack(attempt.handler)
        }
    }

    private func forget(_ id: RunID) {
        subscriptions.remove(id)
        searched[id] = nil
        runs[id] = nil
        due.set(nil, for: id)
    }

    /// Undoes in memory a turn that found no room on the disk: what it changed is read anew from the
    /// journal, and what had arrived is taken again, but for new orders, which are refused.
    func takeBack(_ messages: [Message], because error: JournalError) {
        for attempt in pending.started { room.giveBack(attempt.handler) }
        for id in pending.touched {
            runs[id] = nil
            searched[id] = nil
            due.set(pending.time, for: id)
        }
        takeBackLocks()
        published = []
        mayHaveUnoffered = true
        registered = nil
        for message in messages {
            switch message {
            case .submit(_, let reply): reply(.failure(.store(error.description)))
            case .observe: break
            default: mailbox.post(message)
            }
        }
        Thread.sleep(forTimeInterval: Self.commitRetrySeconds)
    }

    /// Drops runs that rest, beyond what is kept in memory: those that have rested longest, and a
    /// tenth more than is needed, so that it is seldom done.
    func evict() {
        guard runs.count > Self.residentRuns else { return }
        let resting = runs.filter { id, run in
            (run.state.status == .waiting || run.state.status == .parked)
                && sent[id]?.isEmpty ?? true
        }
        let excess = runs.count - Self.residentRuns + Self.residentRuns / 10
        let first = resting.map { (updatedAt: $0.value.record.updatedAt, id: $0.key) }
            .sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }.prefix(excess)
        for (_, id) in first { runs[id] = nil }
    }
}
