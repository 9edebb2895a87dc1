import CEL
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// Folds in how a delivery ended.
    func take(_ failure: DeliveryError?, of entry: OutboxEntry) {
        guard let failure else {
            lanes.succeed(entry.run)
            pending.turn.deliveries.append(entry.position)
            return
        }
        lanes.fail(
            entry.run,
            at: pending.time,
            atLeast: failure.retryAfter,
            jitter: Double.random(in: 0...1, using: &random)
        )
        pending.turn.failedDeliveries.append(
            Turn.FailedDelivery(entry.position, reason: failure.reason)
        )
    }

    /// Sends published events that are durable, as far as there is room.
    func sendEvents() throws(JournalError) {
        guard let courier else { return }
        for run in lanes.due(at: pending.time) { try sendFirst(of: run, with: courier) }
        for run in lanes.takeServed() where lanes.isFree(run) {
            // Where others wait for their first turn, it comes first.
            if lanes.mayHaveMore || !lanes.hasRoom {
                lanes.mayHaveMore = true
            } else {
                try sendFirst(of: run, with: courier)
            }
        }
        var isSecondRound = false
        while lanes.mayHaveMore, lanes.hasRoom {
            let runs = try journal.runsToDeliver(after: lanes.last, limit: 64)
            if runs.isEmpty {
                lanes.last = ""
                if isSecondRound { lanes.mayHaveMore = false }
                isSecondRound = true
            }
            for run in runs where lanes.hasRoom {
                lanes.last = run
                if lanes.isFree(run) { try sendFirst(of: run, with: courier) }
            }
        }
    }

    private func sendFirst(of run: RunID, with courier: Courier) throws(JournalError) {
        do {
            guard let entry = try journal.firstUndelivered(of: run) else {
                return lanes.forget(run)
            }
            lanes.begin(run)
            courier.send(entry)
        } catch {
            guard case .unreadableEvent = error else { throw error }
            // What it published later does not overtake it.
            lanes.hold(run)
            passOver(run, because: error)
        }
    }
}

extension Turn {
    /// Whether a run published an event in it.
    var hasPublished: Bool {
        events.contains { append in
            append.events.contains { recorded in
                if case .eventEmitted = recorded.event { true } else { false }
            }
        }
    }
}
