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

extension CloudEvent {
    /// Why a run that awaits it does not take it.
    func refusal(by run: RunID, _ mismatch: JSONMismatch) -> String {
        "run \(run) " + refusal(mismatch)
    }

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
