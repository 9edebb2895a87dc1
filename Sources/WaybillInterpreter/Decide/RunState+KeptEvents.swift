package import CEL
import OrderedCollections
import WaybillModel

extension CloudEvent {
    /// How long an event that comes before its `await` may still be taken.
    package static let longestWait = Duration.seconds(7 * 24 * 60 * 60)
}

extension RunState {
    /// What is to be recorded, at a time, because of events that came before the step of a
    /// subscription awaited them: of the first that it takes, or about which there is something to be
    /// said before the search goes on; `nil` when there is none. Drivers give the events of the last
    /// ``CloudEvent/longestWait``, in the order they came.
    ///
    /// An event that some run took is meant for this one only if it came, as the drivers saw it,
    /// while this one was there. `refused` hears of each that may have been meant for this one and is
    /// not taken.
    package func fact(
        ofKept events: [(event: CloudEvent, keptAt: Timestamp)],
        for subscription: Subscription,
        at time: Timestamp,
        wasTaken: (CloudEvent.Identity) -> Bool,
        refused: (CloudEvent, Reception) -> Void = { _, _ in }
    ) -> Event? {
        for (event, keptAt) in events where keptAt >= startedAt || !wasTaken(event.identity) {
            let reception = reception(of: event, by: subscription, at: time)
            switch reception {
            case .taken(let fact): return fact
            case .undecided(_, let fact):
                refused(event, reception)
                if let fact { return fact }
            case .unfit: refused(event, reception)
            case .other: continue
            }
        }
        return nil
    }
}
