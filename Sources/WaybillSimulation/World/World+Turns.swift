import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension World {
    /// Records an event of a run, and all that follows from it.
    mutating func stimulate(_ id: RunID, _ event: Event) {
        record(event, in: id)
        settle(id)
    }

    /// Records facts until only the outside world can bring the run further.
    mutating func settle(_ id: RunID) {
        while fault == nil, let next = next(for: id) { record(next, in: id) }
    }

    private mutating func record(_ event: Event, in id: RunID) {
        guard let sequence = runs[id]?.state.sequence else { return }
        eventCount += 1
        if eventCount > Self.mostEvents { fault = .endless(Self.mostEvents) }
        let recorded = RecordedEvent(sequence: sequence + 1, time: now, event: event)
        runs[id]?.state.apply(recorded)
        runs[id]?.events.append(recorded)
        switch event {
        case .eventEmitted(_, let event): published.append(event)
        case .eventReceived(_, let event): taken.insert(event.identity)
        default: break
        }
    }

    /// What follows for a run without anything from outside: there is always room for an attempt, and
    /// a retry waits for the whole of its delay.
    private mutating func next(for id: RunID) -> Event? {
        guard let run = runs[id] else { return nil }
        if let fact = run.state.nextFact { return fact }
        let commands = run.state.commands
        for command in commands {
            switch command {
            case .start(let operation, let attempt, _):
                return .attemptStarted(operation, attempt: attempt)
            case .scheduleRetry(let operation, let attempt, let delay):
                let wait = max(delay.drawn(1), .milliseconds(1))
                return .retryScheduled(operation, attempt: attempt, at: now.advanced(by: wait))
            case .acquire(let path, let claim):
                if isTurn(of: claim, in: id) { return .lockAcquired(path) }
            case .invoke, .wake, .await, .child: continue
            }
        }
        return keptEvent(for: commands, of: id)
    }

    /// Whether there is room at a lock, and nobody asked for it before: first come, first served.
    private func isTurn(of claim: LockClaim, in id: RunID) -> Bool {
        var holders = 0
        for (other, run) in runs {
            for rival in run.state.locks.values where rival.name == claim.name {
                if rival.isHeld {
                    holders += 1
                } else if (rival.requestedAt, other, rival.sequence)
                    < (claim.requestedAt, id, claim.sequence)
                {
                    return false
                }
            }
        }
        return holders < claim.slots
    }

    /// Records the timers whose time has come.
    mutating func fireTimers() {
        for id in runs.keys {
            while fault == nil, let timer = runs[id]?.state.firstTimer(dueBy: now) {
                stimulate(id, .timerFired(timer))
            }
        }
    }
}
