package import CEL
import OrderedCollections
package import WaybillModel

/// A lock that a scope of the run waits for, or holds.
package struct LockClaim: Hashable, Sendable {
    package let name: LockName
    /// The scope is let in when fewer than that many hold the lock.
    package let slots: Int
    package let requestedAt: Timestamp
    /// The sequence of the request in the run.
    package let sequence: Int
    /// `nil` while it waits.
    package internal(set) var acquiredAt: Timestamp?

    package var isHeld: Bool { acquiredAt != nil }
}

extension RunState {
    /// The lock that a scope waits for or holds; `nil` when it does neither.
    package func lockClaim(of scope: StepPath) -> LockClaim? { locks[scope] }

    /// Whether a scope at a path is inside one of the same lock already, and needs no other.
    func isInside(_ lock: LockName, at path: StepPath) -> Bool {
        locks.contains { outer, claim in
            outer != path && path.isInside(outer) && claim.isHeld && claim.name == lock
        }
    }

    /// Gives up the locks of scopes that wait no longer, or that the run has left. What was done
    /// inside is undone before.
    mutating func giveUpLocks() {
        guard !locks.isEmpty else { return }
        for (path, claim) in locks where !isClaimed(path, isHeld: claim.isHeld) {
            locks.removeValue(forKey: path)
        }
    }

    private func isClaimed(_ path: StepPath, isHeld: Bool) -> Bool {
        guard let (frame, _) = place(of: path) else { return isHeld && isBeingUndone(path) }
        return switch (frame.activity, isHeld) {
        case (.locking, false): true
        // Between two attempts the scope keeps its turn.
        case (.at, true), (.inside, true), (.attemptFailed, true), (.backingOff, true): true
        case (.parked, true): frames.keys.contains { $0.innermostStep == path }
        default: false
        }
    }

    /// Whether a list around a path is undone, and something inside the path is not yet, or is still
    /// out.
    private func isBeingUndone(_ path: StepPath) -> Bool {
        let isUndone = frames.values.contains { frame in
            path.isInside(frame.path) && (!frame.isInterruptible || frame.isCompensating)
        }
        guard isUndone else { return false }
        return operations.values.contains { $0.id.path.isInside(path) }
            || children.values.contains { $0.path.isInside(path) }
            || saga.values.contains { entry in
                entry.path.isInside(path) && (!entry.isSettled || entry.hasGivenUp)
            }
    }

    /// Whether something at a path is inside a scope that holds a lock.
    func isLocked(_ path: StepPath) -> Bool {
        locks.contains { scope, claim in claim.isHeld && path.isInside(scope) }
    }
}
