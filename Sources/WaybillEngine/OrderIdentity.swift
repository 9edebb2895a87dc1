import CEL
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Which run an order is for, by its key, or by the event that brings it.
struct OrderIdentity {
    /// The value of the workflow's `key`.
    let key: String?
    /// Tells whether it is the same order.
    let digest: String
    /// The run of the first try.
    let run: RunID

    /// Throws when the input is not what the workflow asks for, or has no key.
    init(
        of input: JSON,
        for workflow: Workflow,
        because event: CloudEvent?
    ) throws(SubmissionError) {
        let value = try OrderKey.value(of: input, for: workflow)
        key = try OrderKey.key(of: value, for: workflow)
        digest = OrderKey.digest(of: value)
        run = RunID.of(workflow.name, key: key ?? event?.key)
    }

    /// The run that the order began last, and how many there are; `nil` when there is none. Only what
    /// was undone, failed or was cancelled is tried again, so there are few.
    func latestTry(
        among runs: (RunID) throws(JournalError) -> RunRecord?
    ) throws(JournalError) -> (run: RunRecord, number: Int)? {
        guard var latest = try runs(run) else { return nil }
        var number = 1
        while let next = try runs(run.attempt(number + 1)) {
            latest = next
            number += 1
        }
        return (latest, number)
    }

    /// Throws when a run is of another order with the same key.
    func check(_ run: RunRecord) throws(SubmissionError) {
        guard run.inputDigest == digest else {
            throw .otherInput(run: run.id, key: key ?? "")
        }
    }
}

extension CloudEvent {
    /// Stands for the key of a run that the event begins, where its workflow has none: so that the
    /// event begins one run, however often it is delivered.
    fileprivate var key: String { "\(source) \(id)" }
}
