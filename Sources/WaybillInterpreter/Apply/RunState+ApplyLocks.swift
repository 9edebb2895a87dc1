import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a scope's lock.
    mutating func applyLock(_ event: Event) {
        switch event {
        case .lockRequested(let path, let name, let slots): request(name, slots: slots, at: path)
        case .lockAcquired(let path):
            guard let (frame, node) = place(of: path), case .locking = frame.activity else {
                return
            }
            locks[path]?.acquiredAt = now
            frames[frame.path]?.activity = .at(node.id)
        default: return
        }
    }

    private mutating func request(_ name: LockName, slots: Int, at path: StepPath) {
        guard let (frame, node) = placeOfNext(path), locks[path] == nil,
            case .scope(_, _, let lock?) = node.action
        else { return }
        locks[path] = LockClaim(
            name: name,
            slots: slots,
            requestedAt: now,
            sequence: sequence
        )
        let deadline = lock.timeout?.duration.map(now.advanced(by:))
        frames[frame.path]?.activity = .locking(node.id, deadline: deadline)
    }

    /// A scope whose lock was not free in time fails without having begun.
    mutating func giveUpWaiting(forLockAt path: StepPath) {
        guard let (frame, node) = place(of: path), case .locking = frame.activity,
            let claim = locks[path]
        else { return }
        let error = StepError(
            code: .timeout,
            message: "the lock \(claim.name) was not free in time"
        )
        frames[frame.path]?.activity = .failed(node.id, error)
    }
}
