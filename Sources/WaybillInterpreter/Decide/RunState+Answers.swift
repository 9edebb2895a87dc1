import OrderedCollections
import WaybillModel

/// What a run can do with the answers of services.
extension RunState {
    /// Whether an answer tells the run something: it is to the attempt that is out, or it is a
    /// success of a step that may have to be undone, or was, or it says for certain that what was
    /// given up did not happen.
    package func isUsable(_ answer: Event) -> Bool {
        switch answer {
        case .attemptSucceeded(let id, _, _): operations[id] != nil || saga[id.path] != nil
        case .attemptFailed(let id, let attempt, let failure):
            if let operation = operations[id] {
                operation.isRunning && operation.attempt == attempt
                    || isLateRefusal(failure, of: operation, attempt)
            } else {
                isLateRefusal(failure, of: id, attempt)
            }
        default: true
        }
    }

    /// Whether a failure is the definite answer to the last attempt of a call that was sent, and comes
    /// after its time was up. With a key it speaks for all attempts.
    func isLateRefusal(
        _ failure: AttemptFailure,
        of operation: Operation,
        _ attempt: Int
    ) -> Bool {
        guard operation.purpose == .call, operation.call.contract.idempotency == .key,
            failure.isRefusal
        else { return false }
        return switch operation.phase {
        case .backingOff: attempt == operation.attempt - 1
        case .givenUp: attempt == operation.attempt && operation.mayHaveHappened
        case .ready, .running, .failed: false
        }
    }

    /// The same of a call that is over, and was not undone yet.
    func isLateRefusal(_ failure: AttemptFailure, of id: OperationID, _ attempt: Int) -> Bool {
        guard id.direction == .forward, failure.isRefusal, let entry = saga[id.path],
            case .call(let call)? = workflow.node(entry.node)?.action
        else { return false }
        return call.contract.idempotency == .key && entry.effect == .unknown
            && entry.attempts == attempt && entry.undo == .notStarted && !entry.isUndoSent
    }
}

extension AttemptFailure {
    /// Whether the service itself says that what it was asked for did not happen. A call that did not
    /// reach it says nothing of those before it.
    var isRefusal: Bool {
        switch error.code {
        case .unavailable, .cancelled, .interrupted, .timeout: false
        default: error.effect == .none
        }
    }
}
