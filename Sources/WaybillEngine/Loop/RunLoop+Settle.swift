import CEL
import DequeModule
import OrderedCollections
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// Records an event of a run, and all that follows from it.
    func stimulate(_ id: RunID, _ event: Event) {
        record(event, in: id)
        settle(id)
    }

    /// Records facts until only the outside world can bring the run further.
    func settle(_ id: RunID) {
        while let event = next(for: id) { record(event, in: id) }
        noteLocks(of: id)
        if let state = runs[id]?.state, state.parent != nil || !state.children.isEmpty {
            pending.relatives.append(id)
            settleRelatives()
        }
    }

    /// What is to be recorded next.
    private func next(for id: RunID) -> Event? {
        guard let run = runs[id] else { return nil }
        if let fact = run.state.nextFact { return fact }
        let commands = run.state.commands
        return beginnable(commands, of: id) ?? lockInTurn(for: commands, of: id)
            ?? keptEvent(for: commands, of: id)
    }

    private func record(_ event: Event, in id: RunID) {
        guard let run = runs[id] else { return }
        let recorded = RecordedEvent(
            sequence: run.state.sequence + 1,
            time: pending.time,
            event: event
        )
        run.state.apply(recorded)
        run.recorded.append(recorded)
        run.places.append(pending.recordedCount)
        pending.recordedCount += 1
        pending.touched.append(id)
        if case .eventEmitted(_, let event) = event { published.append(event) }
    }

    /// The start of an attempt for which there is room, or the time of a retry with its jitter.
    private func beginnable(_ commands: [Command], of id: RunID) -> Event? {
        for command in commands {
            switch command {
            case .start(let operation, let attempt, let handler):
                // A run whose handlers are not bound here rests until a runner binds them; nothing
                // begins any more once this one is to stop.
                guard isBound(handler), !isStopping else { continue }
                if room.take(handler) {
                    pending.started.append(
                        SentAttempt(
                            run: id,
                            operation: operation,
                            attempt: attempt,
                            handler: handler
                        )
                    )
                    return .attemptStarted(operation, attempt: attempt)
                }
                room.queue(id, for: handler)
            case .scheduleRetry(let operation, let attempt, let delay):
                // Never at once: a scope that fails without leaving the process would be tried
                // again within the turn, for ever.
                let drawn = delay.drawn(Double.random(in: 0...1, using: &random))
                let wait = max(drawn, .milliseconds(1))
                return .retryScheduled(
                    operation,
                    attempt: attempt,
                    at: pending.time.advanced(by: wait)
                )
            case .invoke, .wake, .await, .acquire, .child: continue
            }
        }
        return nil
    }

    private func isBound(_ handler: HandlerName) -> Bool {
        handlers.missing(from: [handler]).isEmpty
    }
}
