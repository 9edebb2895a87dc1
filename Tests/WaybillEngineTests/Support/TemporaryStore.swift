import ProcessSupport
import WaybillEngine
import WaybillJournal

/// A store in a file, for one journal after the other.
final class TemporaryStore: Sendable {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var path: String { folder.file("store.db") }

    /// Opens the store as its runner, until the lease is given back.
    func lease() throws -> StoreLease {
        try StoreLease(
            store: path,
            holder: .thisProcess(command: "tests", since: Clock.system.now())
        )
    }
    /// Opens it once more after a runner gave it back. A process that is being started may hold on to
    /// the lock for a moment.
    func leaseAgain() async throws -> StoreLease {
        var lease: StoreLease?
        _ = await eventually {
            lease = try? self.lease()
            return lease != nil
        }
        return try lease ?? self.lease()
    }
}
