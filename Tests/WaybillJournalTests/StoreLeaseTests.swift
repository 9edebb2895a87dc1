import Foundation
import Testing
import WaybillJournal

@Suite struct StoreLeaseTests {
    let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    @Test func aSecondRunnerIsToldWhoHasTheStore() throws {
        let first = try store.lease()
        defer { first.release() }
        let error = #expect(throws: JournalError.self) {
            try store.lease(command: "waybill resume")
        }
        let process = ProcessInfo.processInfo
        let holder = StoreHolder.thisProcess(command: "waybill run", since: try time(3))
        #expect(error == .inUse(path: store.path, holder: holder))
        #expect(
            error.map { "\($0)" } == """
                the store \(store.path) is in use by `waybill run` (process \
                \(process.processIdentifier) on host \(holder.host), since 2026-06-01T09:00:03Z)
                """
        )
        #expect(error?.help != nil)
    }

    @Test func aStoreThatWasGivenBackCanBeTaken() throws {
        try store.lease().release()
        let second = try store.lease(command: "waybill resume")
        #expect(try StoreLease.holder(of: store.path)?.command == "waybill resume")
        second.release()
    }

    @Test func aLeaseEndsWithItsLastReference() throws {
        do { _ = try store.lease() }
        #expect(try StoreLease.holder(of: store.path) == nil)
    }

    @Test func nobodyHoldsAStoreThatIsNotRun() throws {
        #expect(try StoreLease.holder(of: store.path) == nil)
        let lease = try store.lease()
        _ = try SQLiteJournal(lease)
        let client = try StoreClient(path: store.path)
        #expect(try client.holder()?.processID == Int(ProcessInfo.processInfo.processIdentifier))
        lease.release()
        #expect(try client.holder() == nil)
    }

    @Test func askingForTheHolderDoesNotTakeTheStore() throws {
        try store.lease().release()
        _ = try StoreLease.holder(of: store.path)
        try store.lease().release()
    }

    @Test func theStoreOfAKilledProcessIsFreeAtOnce() throws {
        let other = try OtherHolder(of: store.path)
        let error = #expect(throws: JournalError.self) { try store.lease() }
        #expect(error == .inUse(path: store.path, holder: other.holder))
        #expect(try StoreLease.holder(of: store.path) == other.holder)

        other.kill()
        #expect(try StoreLease.holder(of: store.path) == nil)
        try store.lease().release()
    }
}

/// Another process that holds a store's lock. Perl's base package is part of every Debian.
private final class OtherHolder {
    let holder: StoreHolder
    private let process = Process()

    init(of store: String) throws {
        holder = StoreHolder(
            processID: 4711,
            host: "depot",
            command: "waybill run",
            since: try time(3)
        )
        let text = """
            {"pid":4711,"host":"depot","command":"waybill run","since":"2026-06-01T09:00:03Z"}
            """
        try Data(text.utf8).write(to: URL(filePath: store + ".lock"))
        let program = """
            use Fcntl qw(:DEFAULT :seek); $| = 1;
            open(my $file, '+<', $ARGV[0]) or die $!;
            my $lock = pack('s s x4 q q l x4', F_WRLCK, SEEK_SET, 0, 0, 0);
            fcntl($file, F_SETLK, $lock) or die $!;
            print "locked"; sleep 60;
            """
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/perl")
        process.arguments = ["-e", program, store + ".lock"]
        process.standardOutput = output
        try process.run()
        let answer = try #require(try output.fileHandleForReading.read(upToCount: 6))
        try #require(String(decoding: answer, as: UTF8.self) == "locked")
    }

    deinit { kill() }

    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
