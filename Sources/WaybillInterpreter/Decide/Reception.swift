package import CEL
import OrderedCollections
import WaybillModel

/// What a step that waits for an event makes of one that came.
package enum Reception: Sendable {
    /// It is the one; the fact is to be recorded.
    case taken(Event)
    /// Another one is waited for.
    case other
    /// It would be the one, but its data is not what the workflow declares.
    case unfit(JSONMismatch)
    /// Whether `where` holds could not be computed, so it is not taken. There is a fact to be
    /// recorded the first time, so that an operator sees it.
    case undecided(StepError, Event?)
}

extension RunState {
    /// What the step of a subscription makes of an event that comes at a time. Nothing is decided
    /// again later: the fact that it gives holds all that there is to know.
    package func reception(
        of event: CloudEvent,
        by subscription: Subscription,
        at time: Timestamp
    ) -> Reception {
        guard let (frame, node) = place(of: subscription.path),
            case .awaiting(node.id, let match, _, _) = frame.activity,
            case .await(let awaited) = node.action,
            let declared = awaited.events.first(where: { $0.type == event.type }),
            !takenEvents.contains(event.identity)
        else { return .other }
        let typed: CloudEvent
        do throws(JSONMismatch) {
            // Equal values are equal however they were written.
            typed = event.with(data: try Value(event.data, as: declared.data).json)
        } catch {
            return event.data.has(match) ? .unfit(error) : .other
        }
        guard typed.data.has(match) else { return .other }
        let taken = Reception.taken(.eventReceived(subscription.path, typed))
        guard let condition = awaited.condition else { return taken }
        var context = context(of: node, in: frame)
        context.event = typed
        context.now = time
        do {
            return try holds(condition, in: context) ? taken : .other
        } catch {
            let isNoted = warnings.contains { $0.path == subscription.path }
            return .undecided(
                error,
                isNoted ? nil : .eventPassedOver(subscription.path, event.identity, error)
            )
        }
    }
}

extension JSON {
    /// Whether it has members with these values.
    fileprivate func has(_ members: [Member]) -> Bool {
        members.allSatisfy { self[$0.name] == $0.value }
    }
}
