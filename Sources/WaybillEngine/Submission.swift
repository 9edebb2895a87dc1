package import CEL
package import WaybillInterpreter
package import WaybillModel

/// What became of an order that was submitted.
package struct Submission: Hashable, Sendable {
    package let run: RunID
    /// Whether the run began now; otherwise its key was submitted before, with the same input.
    package let isNew: Bool
}

/// Why an order was refused.
package enum SubmissionError: Error, Sendable {
    /// The input does not have the type that the workflow declares.
    case badInput([JSONMismatch])
    /// The workflow's `key` gives no text for this input.
    case noKey(String)
    /// The key was submitted before, with another input.
    case otherInput(run: RunID, key: String)
    /// The order was to be tried again, but its last run has completed or is under way.
    case notAgain(run: RunID, RunStatus)
    /// Handlers that the workflow calls and that nothing is bound to.
    case unbound([HandlerName])
    /// The store could not keep it.
    case store(String)
    /// The engine is not running, or stops.
    case stopped
}

extension SubmissionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badInput(let mismatches):
            mismatches.map { mismatch in
                let place = JSONPathElement.text(of: mismatch.path)
                return (place.isEmpty ? "" : "\(place): ") + mismatch.message
            }.joined(separator: "; ")
        case .noKey(let reason): "the order has no key: \(reason)"
        case .otherInput(let run, let key):
            "key \(key) was submitted before with another input, as run \(run)"
        case .notAgain(let run, .completed):
            "run \(run) has completed, and what it did stands: only an order that was undone, "
                + "failed or was cancelled is tried again"
        case .notAgain(let run, let status):
            "run \(run) is under way: it is \(status.rawValue)"
        case .unbound(let handlers):
            "no binding for \(handlers.map(\.rawValue).joined(separator: ", "))"
        case .store(let reason): reason
        case .stopped: "the engine is not running"
        }
    }
}
