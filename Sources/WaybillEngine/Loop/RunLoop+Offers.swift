import CEL
import DequeModule
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// How many published events are offered to the runs of the store in one turn. Since one may
    /// start a run that publishes the next, without end, the rest waits for later turns.
    static let offersPerTurn = 100

    /// What became of an event that was offered.
    private struct Offer {
        var isTaken = false
        /// Why some run or workflow that it may have been meant for did not take it.
        var refusal: String?
    }

    /// Delivers an event from outside to every run that awaits it, and to the workflows that it
    /// starts. It is kept in any case: it may be meant for a run that does not await it yet.
    func deliver(_ event: CloudEvent) -> InboxVerdict {
        let result = offer(event)
        if !result.isTaken, let refusal = result.refusal { return .refused(refusal) }
        let isKnown = wasTakenBefore(event.identity)
        pending.turn.keptEvents.append(KeptEvent(event, keptAt: pending.time))
        return result.isTaken || isKnown ? .accepted : .kept
    }

    /// Offers the events that runs of the store publish to its runs and workflows, in the order
    /// published.
    func offerEvents() throws(JournalError) {
        var room = Self.offersPerTurn
        if mayHaveUnoffered {
            let stored = try journal.unofferedEvents(limit: room)
            mayHaveUnoffered = stored.count == room
            for event in stored {
                _ = offer(event)
                pending.turn.offeredEvents.append(event.identity)
            }
            room = mayHaveUnoffered ? 0 : room - stored.count
        }
        while room > 0, let event = published.popFirst() {
            _ = offer(event)
            keep(event, isOffered: true)
            room -= 1
        }
        for event in published { keep(event, isOffered: false) }
        if !published.isEmpty { mayHaveUnoffered = true }
        published = []
    }

    private func keep(_ event: CloudEvent, isOffered: Bool) {
        pending.turn.keptEvents.append(
            KeptEvent(event, from: .run, keptAt: pending.time, isOffered: isOffered)
        )
    }

    private func offer(_ event: CloudEvent) -> Offer {
        var result = Offer()
        for id in subscriptions.runs(for: event) { offer(event, to: id, &result) }
        for workflow in startable where workflow.start?.event.type == event.type {
            do {
                guard let run = try start(workflow, by: event) else { continue }
                pending.turn.takenEvents.append(Turn.Taken(event.identity, by: run))
                result.isTaken = true
            } catch {
                result.refusal = "it does not start \(workflow.name): \(error.reason)"
            }
        }
        return result
    }

    /// Gives an event to the first step of a run that takes it.
    private func offer(_ event: CloudEvent, to id: RunID, _ offer: inout Offer) {
        for case .await(let subscription) in state(of: id)?.commands ?? []
        where subscription.types.contains(event.type) {
            guard let state = state(of: id) else { return }
            switch state.reception(of: event, by: subscription, at: pending.time) {
            case .taken(let fact):
                pending.turn.takenEvents.append(Turn.Taken(event.identity, by: id))
                stimulate(id, fact)
                offer.isTaken = true
                return
            case .undecided(let fact): if let fact { stimulate(id, fact) }
            case .unfit(let mismatch):
                offer.refusal = "run \(id) " + Self.refusal(of: event, mismatch)
            case .other: continue
            }
        }
    }

    /// Whether some run has taken an event.
    func wasTakenBefore(_ event: CloudEvent.Identity) -> Bool {
        if pending.turn.takenEvents.contains(where: { $0.event == event }) { return true }
        let takers = reading { () throws(JournalError) in
            try journal.runs(thatTook: event)
        }
        return takers?.isEmpty == false
    }

    static func refusal(of event: CloudEvent, _ mismatch: JSONMismatch) -> String {
        let place = JSONPathElement.text(of: [.member("data")] + mismatch.path)
        return "declares \(event.type) otherwise: \(place): \(mismatch.message)"
    }

    /// Has the journal forget events that came too long ago to be taken, now and then, along with what
    /// else there is to commit.
    func forgetEvents() {
        guard pending.time >= nextForgetting, !pending.turn.isEmpty else { return }
        nextForgetting = pending.time.advanced(by: Self.forgettingInterval)
        pending.turn.forgetsEventsBefore = pending.time.advanced(by: .zero - CloudEvent.longestWait)
    }

    /// Removes a kept event that nobody took from the lists.
    func drop(_ event: CloudEvent.Identity, reason: String) -> InboxVerdict {
        let kept = reading { () throws(JournalError) in try journal.keptEvent(event) }
        guard let kept = kept ?? nil else {
            return .refused("no event \(event.id) from \(event.source) is kept")
        }
        if wasTakenBefore(kept.event.identity) {
            return .refused("event \(event.id) was taken: only what no run has taken is dropped")
        }
        pending.turn.droppedEvents.append(Turn.Dropped(event, reason: reason))
        return .accepted
    }
}
