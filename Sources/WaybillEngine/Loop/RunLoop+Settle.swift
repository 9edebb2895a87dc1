import CEL
import OrderedCollections
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
        while let event = followingEvent(of: id) { record(event, in: id) }
    }

    /// What follows from a run's state and from what there is for it already.
    private func followingEvent(of id: RunID) -> Event? {
        guard let run = runs[id] else { return nil }
        if let fact = run.state.nextFact { return fact }
        let commands = run.state.commands
        return beginnable(commands, of: id) ?? keptEvent(for: commands, of: id)
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
        pending.touched.append(id)
    }

    /// The start of an attempt for which there is room, or the time of a retry with its jitter.
    private func beginnable(_ commands: [Command], of id: RunID) -> Event? {
        for command in commands {
            switch command {
            case .start(let operation, let attempt, let handler):
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
                let wait = delay.drawn(Double.random(in: 0...1, using: &random))
                return .retryScheduled(
                    operation,
                    attempt: attempt,
                    at: pending.time.advanced(by: wait)
                )
            case .invoke, .wake, .await: continue
            }
        }
        return nil
    }

    /// An event that was kept because it came before the run awaited it.
    private func keptEvent(for commands: [Command], of id: RunID) -> Event? {
        for case .await(let subscription) in commands
        where runs[id]?.searched.contains(subscription.path) == false {
            runs[id]?.searched.insert(subscription.path)
            awaiting[subscription.event, default: []].append(id)
            let stored = (try? journal.keptEvents(of: subscription.event)) ?? []
            for event in stored + pending.turn.keptEvents where subscription.matches(event) {
                guard mismatch(of: event, with: subscription, in: id) == nil else { continue }
                pending.turn.takenEvents.append(Turn.Taken(event.identity, by: id))
                return .eventReceived(subscription.path, event)
            }
        }
        return nil
    }

    /// Why an event's data does not have the type that the run's workflow declares.
    func mismatch(of event: CloudEvent, with subscription: Subscription, in id: RunID)
        -> JSONMismatch?
    {
        let declared = runs[id]?.state.workflow.events.first { $0.type == subscription.event }
        return declared.flatMap { Value.mismatches(of: event.data, as: $0.data).first }
    }
}
