import CEL
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of a scope's lock.
    mutating func tellLock(_ event: Event) {
        switch event {
        case .lockRequested(let path, let name, let slots):
            let others = slots == 1 ? "" : ", which \(slots) may hold"
            open(.lock, OperationID(path), "waits for the lock \(name.words)\(others)")
        case .lockAcquired(let path):
            let id = OperationID(path)
            let waited = entry(of: id).map { state.now.duration(since: $0.time) } ?? .zero
            let after = waited > .zero ? " after \(waited.brief)" : ""
            close(id, .succeeded, "has the lock \(lockName(path))\(after)")
        default: return
        }
    }

    /// Tells that the lock of a scope was not free in time.
    mutating func tellLockDeadline(_ path: StepPath) {
        let limit: String =
            if case .scope(_, _, let lock?)? = node(at: path)?.action,
                let duration = lock.timeout?.duration
            {
                " within \(duration.text)"
            } else { " in time" }
        close(
            OperationID(path),
            .failed,
            "the lock \(lockName(path)) was not free\(limit)",
            error: StepError(code: .timeout, message: "the lock was not free in time")
        )
    }

    private func lockName(_ path: StepPath) -> String {
        before.lockClaim(of: path)?.name.words ?? "of the scope"
    }
}

extension LockName {
    /// The name, so that a line stays readable.
    var words: String { rawValue.clipped(to: 80) }
}
