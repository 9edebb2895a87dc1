import CEL
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
        var record = run.record
        record.status = run.state.status
        record.updatedAt = pending.time
        record.nextDue = run.state.nextDue
        if case .completed(let outcome, _) = run.state.end { record.outcome = outcome }
        runs[id]?.record = record
        pending.turn.runs.append(record)
    }

    /// Lets the effects of a run out: its state is durable now.
    func release(_ id: RunID) {
        guard let run = runs[id] else { return }
        let commands = run.state.commands
        due.set(run.record.nextDue, for: id)
        dispatch(commands, of: id)
        runs[id]?.recorded = []
        if !run.recorded.isEmpty {
            let notice = RunNotice(run: id, events: run.recorded, state: run.state)
            for observer in observers { observer.yield(notice) }
        }
        if run.state.end != nil { forget(id) }
    }

    /// Starts the attempts that are missing and stops those that are no longer listed.
    private func dispatch(_ commands: [Command], of id: RunID) {
        var wanted: Set<SentAttempt> = []
        for case .invoke(let invocation) in commands {
            let attempt = SentAttempt(
                run: id,
                operation: invocation.operation,
                attempt: invocation.attempt
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

    private func forget(_ id: RunID) {
        for type in awaiting.keys { awaiting[type]?.remove(id) }
        runs[id] = nil
        due.set(nil, for: id)
    }

    /// Undoes in memory a turn that could not be made durable: what it changed is read anew from
    /// the journal, and what had arrived is taken again once there is room on the disk.
    func takeBack(_ messages: [Message], because error: JournalError) {
        for refuse in pending.refusals { refuse(error) }
        for handler in pending.started { room.giveBack(handler) }
        for handler in pending.answered { room.takeAgain(handler) }
        for id in pending.touched {
            runs[id] = nil
            due.set(pending.time, for: id)
        }
        for message in messages {
            if case .submit = message { continue }
            mailbox.post(message)
        }
        Thread.sleep(forTimeInterval: Self.commitRetrySeconds)
    }

    /// Drops runs that rest, beyond what is kept in memory.
    func evict() {
        guard runs.count > Self.residentRuns else { return }
        for (id, run) in runs where run.state.status == .waiting || run.state.status == .parked {
            if sent[id]?.isEmpty ?? true { runs[id] = nil }
        }
    }
}
