import CEL
package import WaybillInterpreter
package import WaybillJournal
import WaybillModel

/// Why an event starts no run of a workflow that it is for, in a sentence.
struct NoStart: Error {
    let reason: String

    init(of workflow: Workflow, because reason: String) {
        self.reason = "it does not start \(workflow.name): \(reason)"
    }
}

extension Workflow {
    /// The input of the run that an event starts, whatever its data is; `nil` when the event is not
    /// for the workflow.
    func checkedInput(startedBy event: CloudEvent) throws(NoStart) -> JSON? {
        let typed: CloudEvent
        do {
            typed = try self.typed(event)
        } catch {
            throw NoStart(of: self, because: "the workflow " + event.refusal(error))
        }
        do {
            return try input(startedBy: typed)
        } catch {
            throw NoStart(of: self, because: error.message)
        }
    }
}

extension Reception {
    /// Why a run does not take an event that may have been meant for it; `nil` when it takes the
    /// event, or waits for another.
    func refusal(
        of event: CloudEvent,
        by run: RunID,
        _ subscription: Subscription
    ) -> String? {
        switch self {
        case .taken, .other: nil
        case .unfit(let mismatch): "run \(run) " + event.refusal(mismatch)
        case .undecided(let error, _):
            "run \(run) cannot compute the `where` of \(subscription.path): \(error.message)"
        }
    }
}

extension CloudEvent {
    fileprivate func refusal(_ mismatch: JSONMismatch) -> String {
        let place = JSONPathElement.text(of: [.member("data")] + mismatch.path)
        return "declares \(type) otherwise: \(place): \(mismatch.message)"
    }
}

extension JournalReading {
    /// Why an event is not dropped; `nil` when it is. One may be kept, or taken, that is not written
    /// yet.
    package func refusal(
        toDrop event: CloudEvent.Identity,
        isUnwritten: Bool,
        isTaken: Bool = false
    ) throws(JournalError) -> String? {
        if !isUnwritten, try keptEvent(event) == nil {
            return "no event \(event.id) from \(event.source) is kept"
        }
        if try isTaken ? false : runs(thatTook: event).isEmpty { return nil }
        return "event \(event.id) was taken: only what no run has taken is dropped"
    }
}
