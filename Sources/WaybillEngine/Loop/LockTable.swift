import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// Who holds each lock and who waits for it. An index: the facts are in the states of the runs, and
/// it is built from these.
///
/// First come, first served, by the time of the request; of requests of one turn by the run's id.
struct LockTable {
    /// A scope that waits for a lock, or holds it.
    fileprivate struct Claimant: Hashable, Comparable {
        let run: RunID
        let claim: LockClaim

        static func < (left: Claimant, right: Claimant) -> Bool {
            (left.claim.requestedAt, left.run, left.claim.sequence)
                < (right.claim.requestedAt, right.run, right.claim.sequence)
        }
    }

    fileprivate struct Lock {
        var holders = 0
        /// In the order of their turns.
        var queue: [Claimant] = []
    }

    private var locks: [LockName: Lock] = [:]
    private var known: [RunID: OrderedDictionary<StepPath, LockClaim>] = [:]
    /// Locks with changes, at which it may be somebody's turn.
    private var changed: OrderedSet<LockName> = []

    /// Brings what is known of a run up to date; gives whether anything has changed.
    @discardableResult
    mutating func note(
        _ claims: OrderedDictionary<StepPath, LockClaim>,
        of run: RunID
    ) -> Bool {
        let before = known[run] ?? [:]
        guard claims != before else { return false }
        for (path, claim) in before where claims[path] != claim {
            remove(Claimant(run: run, claim: claim))
        }
        for (path, claim) in claims where before[path] != claim {
            add(Claimant(run: run, claim: claim))
        }
        known[run] = claims.isEmpty ? nil : claims
        return true
    }

    /// Whether it is the turn of a scope that waits.
    func isTurn(of claim: LockClaim, in run: RunID) -> Bool {
        guard let lock = locks[claim.name] else { return false }
        return lock.holders < claim.slots && lock.queue.first == Claimant(run: run, claim: claim)
    }

    /// A run whose turn it may be by now.
    mutating func next() -> RunID? {
        while let name = changed.first {
            changed.removeFirst()
            if let lock = locks[name], let first = lock.queue.first,
                lock.holders < first.claim.slots
            {
                return first.run
            }
        }
        return nil
    }

    private mutating func add(_ claimant: Claimant) {
        let name = claimant.claim.name
        var lock = locks.removeValue(forKey: name) ?? Lock()
        if claimant.claim.isHeld {
            lock.holders += 1
        } else {
            lock.queue.insert(claimant, at: lock.position(of: claimant))
        }
        locks[name] = lock
        changed.append(name)
    }

    private mutating func remove(_ claimant: Claimant) {
        let name = claimant.claim.name
        guard var lock = locks.removeValue(forKey: name) else { return }
        let position = lock.position(of: claimant)
        if claimant.claim.isHeld {
            lock.holders -= 1
        } else if position < lock.queue.count, lock.queue[position] == claimant {
            lock.queue.remove(at: position)
        }
        if lock.holders > 0 || !lock.queue.isEmpty { locks[name] = lock }
        changed.append(name)
    }
}

extension LockTable.Lock {
    /// Where a claimant stands in the queue, or would.
    fileprivate func position(of claimant: LockTable.Claimant) -> Int {
        var range = 0..<queue.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range =
                queue[middle] < claimant ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
