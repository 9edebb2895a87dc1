import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in that the time of a timer has come.
    mutating func applyTimer(_ timer: Timer) {
        switch timer {
        case .attemptDeadline(let id, let attempt):
            let error = StepError(
                code: .timeout,
                message: "no answer within the attempt's timeout",
                effect: .unknown
            )
            failAttempt(of: id, attempt, AttemptFailure(error))
        case .retry(let id, let attempt): becomeReady(id, attempt)
        case .wait(let path):
            guard let (frame, node) = place(of: path), case .waiting(node.id, _) = frame.activity
            else { return }
            complete(path, output: nil)
        case .awaitDeadline(let path): passDeadline(ofAwait: path)
        case .lockDeadline(let path): giveUpWaiting(forLockAt: path)
        case .scopeDeadline(let path):
            if frames[path] != nil {
                frames[path]?.deadlinePassed = true
            } else if children[path] != nil {
                children[path]?.deadlinePassed = true
            } else if let (frame, _) = place(of: path) {
                frames[frame.path]?.group?.deadlinePassed = true
            }
        // The time itself is what matters: it is compared with what was recorded.
        case .settled, .round, .reminder: return
        }
    }

    private mutating func becomeReady(_ id: OperationID, _ attempt: Int) {
        if let operation = operations[id] {
            guard operation.attempt == attempt, case .backingOff = operation.phase else { return }
            operations[id]?.phase = .ready
        } else if let (frame, node) = place(of: id.path),
            case .backingOff(node.id, _) = frame.activity,
            attempt == frame.nextAttempt(of: node.step)
        {
            frames[frame.path]?.activity = .at(node.id)
        }
    }
}
