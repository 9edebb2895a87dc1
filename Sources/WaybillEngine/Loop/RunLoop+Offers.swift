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
    /// One with the source and the id of another is that one, or is refused.
    func deliver(_ event: CloudEvent) -> InboxVerdict {
        if event.data.isTooDeep { return .refused("the event's data is \(JSON.tooDeep)") }
        if let refusal = earlier(than: event)?.refusal(of: event) { return .refused(refusal) }
        let wasTaken = wasTakenBefore(event.identity)
        let result = keepAndOffer(KeptEvent(event, keptAt: pending.time))
        if result.isTaken || wasTaken { return .accepted }
        return result.refusal.map { .refused($0) } ?? .kept
    }

    /// The event with the source and the id of one that comes, unless that was refused or dropped.
    private func earlier(than event: CloudEvent) -> EarlierEvent? {
        let identity = event.identity
        let unwritten = pending.isRefused(identity) ? nil : pending.kept[identity]
        // The journal still has what the turn drops.
        if unwritten == nil, pending.dropped.contains(identity) { return nil }
        let earlier = reading { () throws(JournalError) in
            try journal.earlier(
                than: event,
                unwritten: unwritten,
                isTaken: pending.taken.contains(identity)
            )
        }
        return earlier ?? nil
    }

    /// Offers the events that runs of the store publish, and those that may start a workflow that was
    /// registered after they came, to its runs and workflows, in the order they came.
    func offerEvents() throws(JournalError) {
        var room = Self.offersPerTurn
        if mayHaveUnoffered {
            let stored = try journal.unofferedEvents(limit: room)
            mayHaveUnoffered = stored.count == room
            for event in stored {
                pending.turn.offeredEvents.append(event.identity)
                _ = offer(event)
            }
            room = mayHaveUnoffered ? 0 : room - stored.count
        }
        while room > 0, let event = published.popFirst() {
            _ = keepAndOffer(KeptEvent(event, from: .run, keptAt: pending.time))
            room -= 1
        }
        for event in published {
            let kept = KeptEvent(event, from: .run, keptAt: pending.time, isOffered: false)
            pending.keep(kept)
        }
        if !published.isEmpty { mayHaveUnoffered = true }
        published = []
    }

    /// Keeps an event, and only then offers it: a run may begin to await it because another takes it,
    /// and looks for it among those that are kept.
    private func keepAndOffer(_ kept: KeptEvent) -> Offer {
        pending.keep(kept)
        return offer(kept.event)
    }

    /// Offers an event that is kept, or is going to be, and notes why it was refused.
    private func offer(_ event: CloudEvent) -> Offer {
        var result = Offer()
        for id in subscriptions.runs(for: event) { offer(event, to: id, &result) }
        for workflow in startable where workflow.start?.event.type == event.type {
            do {
                guard let run = try start(workflow, by: event) else { continue }
                pending.take(event, by: run)
                result.isTaken = true
            } catch {
                result.refusal = error.reason
            }
        }
        if let refusal = result.refusal { pending.refuse(event.identity, because: refusal) }
        return result
    }

    /// Gives an event to the first step of a run that takes it.
    private func offer(_ event: CloudEvent, to id: RunID, _ offer: inout Offer) {
        for case .await(let subscription) in state(of: id)?.commands ?? []
        where subscription.types.contains(event.type) {
            guard let state = state(of: id) else { return }
            let reception = state.reception(of: event, by: subscription, at: pending.time)
            offer.refusal = reception.refusal(of: event, by: id, subscription) ?? offer.refusal
            switch reception {
            case .taken(let fact):
                pending.take(event, by: id)
                stimulate(id, fact)
                offer.isTaken = true
                return
            case .undecided(_, let fact): if let fact { stimulate(id, fact) }
            case .unfit, .other: continue
            }
        }
    }

    /// Whether some run has taken an event.
    private func wasTakenBefore(_ event: CloudEvent.Identity) -> Bool {
        if pending.taken.contains(event) { return true }
        let takers = reading { () throws(JournalError) in
            try journal.runs(thatTook: event)
        }
        return takers?.isEmpty == false
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
        let isNew = pending.kept[event] != nil
        let refusal = reading { () throws(JournalError) in
            try journal.refusal(
                toDrop: event,
                isUnwritten: isNew,
                isTaken: pending.taken.contains(event)
            )
        }
        if let refusal = refusal ?? nil { return .refused(refusal) }
        pending.drop(event, reason: reason)
        return .accepted
    }
}
