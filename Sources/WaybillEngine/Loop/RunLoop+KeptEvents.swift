import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Events that came before a run awaited them.
extension RunLoop {
    /// What is to be recorded in a run because of an event that was kept.
    func keptEvent(for commands: [Command], of id: RunID) -> Event? {
        noteAwaits(among: commands, of: id)
        for case .await(let subscription) in commands
        where searched[id]?.contains(subscription.path) != true {
            guard let state = runs[id]?.state else { return nil }
            subscriptions.add(subscription, of: id, in: state.workflow)
            let kept = keptEvents(for: subscription, of: state)
            var refusals: [Turn.Refused] = []
            let fact = state.fact(
                ofKept: kept.map { ($0.event, $0.keptAt) },
                for: subscription,
                at: pending.time,
                wasTaken: pending.taken.contains,
                refused: { event, reception in
                    let reason = reception.refusal(of: event, by: id, subscription)
                    if let reason { refusals.append(Turn.Refused(event.identity, because: reason)) }
                }
            )
            note(refusals, of: kept)
            if case .eventReceived(_, let event) = fact {
                pending.take(event, by: id)
            } else if fact != nil {
                // Once it is recorded the search goes on.
                return fact
            }
            searched[id, default: []].insert(subscription.path)
            if let fact { return fact }
        }
        return nil
    }

    /// Forgets the searches for awaits that are over: where a step awaits once more, events may have
    /// come meanwhile.
    private func noteAwaits(among commands: [Command], of id: RunID) {
        guard searched[id] != nil else { return }
        let awaited = commands.compactMap { command in
            if case .await(let subscription) = command { subscription.path } else { nil }
        }
        searched[id]?.formIntersection(awaited)
    }

    /// Notes why events that were kept are not taken; one reason for each is enough.
    private func note(_ refusals: [Turn.Refused], of kept: [KeptEvent]) {
        if refusals.isEmpty { return }
        let known = Set(kept.filter { $0.refusal != nil }.map(\.event.identity))
        for refused in refusals
        where !known.contains(refused.event) && !pending.isRefused(refused.event) {
            pending.refuse(refused.event, because: refused.reason)
        }
    }

    /// In the order they came: those of the journal, then those of the turn.
    private func keptEvents(
        for subscription: Subscription,
        of state: RunState
    ) -> [KeptEvent] {
        let search = KeptEventSearch(
            of: subscription.types,
            since: pending.time.advanced(by: .zero - CloudEvent.longestWait),
            takenSince: state.startedAt,
            texts: state.workflow.texts(demandedBy: subscription)
        )
        let stored = reading { () throws(JournalError) in try journal.keptEvents(for: search) }
        let standing = (stored ?? []).filter { !pending.dropped.contains($0.event.identity) }
        return standing + pending.turn.keptEvents
    }
}

extension Workflow {
    /// What a subscription demands of fields that are texts, whichever of its types an event is of.
    /// Other values can be written in several ways.
    fileprivate func texts(demandedBy subscription: Subscription) -> [String: String] {
        let declared = events.filter { subscription.types.contains($0.type) }.map(\.data)
        var texts: [String: String] = [:]
        for member in subscription.match {
            guard case .string(let text) = member.value,
                declared.allSatisfy({ $0.isText(at: member.name) })
            else { continue }
            texts[member.name] = text
        }
        return texts
    }
}

extension ValueType {
    /// Whether it is a record with a text of that name.
    fileprivate func isText(at field: String) -> Bool {
        guard case .record(let record) = self else { return false }
        return record.fields.contains { $0.name == field && $0.type == .string }
    }
}
