import OrderedCollections
import WaybillInterpreter

extension RunLoop {
    /// A lock for which it is the turn of one of a run's scopes.
    func lockInTurn(for commands: [Command], of id: RunID) -> Event? {
        noteLocks(of: id)
        for case .acquire(let path, let claim) in commands where locks.isTurn(of: claim, in: id) {
            return .lockAcquired(path)
        }
        return nil
    }

    /// Brings the table of locks up to date with what became of a run.
    func noteLocks(of id: RunID) {
        guard let run = runs[id], locks.note(run.state.locks, of: id) else { return }
        pending.lockChanges.append(id)
    }

    /// Lets in the scopes whose turn it is.
    func grantLocks() {
        while let id = locks.next() {
            if state(of: id) != nil {
                settle(id)
            } else {
                // Its definition cannot be read by this version: nobody waits for it.
                locks.note([:], of: id)
            }
        }
    }

    /// Has the table of locks be as the journal says it is.
    func takeBackLocks() {
        for id in pending.lockChanges {
            locks.note([:], of: id)
            _ = state(of: id)
        }
    }
}
