import Foundation
import Synchronization

/// The right to run a store, which one process has at a time: a lock on the file `<store>.lock`,
/// whose text says who has it. A process that dies has lost it at once.
package final class StoreLease: Sendable {
    /// The path of the store.
    package let store: String
    private let descriptor: Mutex<Int32?>

    /// Takes the store, or throws ``JournalError/inUse(path:holder:)``.
    package init(store: String, holder: StoreHolder) throws(JournalError) {
        self.store = store
        try StorePath.check(store)
        let file = try Self.open(Self.lockPath(of: store), O_RDWR | O_CREAT, store: store)
        guard FileLock.take(file) else {
            let code = errno
            close(file)
            guard code == EAGAIN || code == EACCES else {
                throw Self.failure(code, "cannot lock", store: store)
            }
            throw .inUse(path: store, holder: try? Self.holder(of: store))
        }
        descriptor = Mutex(file)
        try write(holder, to: file)
    }

    deinit { release() }

    /// Gives the store back.
    package func release() {
        descriptor.withLock { descriptor in
            guard let file = descriptor else { return }
            _ = ftruncate(file, 0)
            close(file)
            descriptor = nil
        }
    }

    /// Who runs a store now; `nil` when nobody does.
    package static func holder(of store: String) throws(JournalError) -> StoreHolder? {
        let path = lockPath(of: store)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try open(path, O_RDONLY, store: store)
        defer { close(file) }
        // A holder that has just taken the lock may not have written its name yet.
        for _ in 0..<20 {
            guard FileLock.isTaken(file) else { return nil }
            if let holder = readHolder(from: file) { return holder }
            usleep(5_000)
        }
        throw .storage(path: store, message: "its lock file \(path) does not say who runs it")
    }

    private static func lockPath(of store: String) -> String { store + ".lock" }

    private static func open(
        _ path: String,
        _ flags: Int32,
        store: String
    ) throws(JournalError) -> Int32 {
        let file = Foundation.open(path, flags | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            // Full disks and too many open files have nothing to do with the path.
            let code = errno
            guard [EACCES, EPERM, EROFS, ENOENT, ENOTDIR, ENAMETOOLONG, EINVAL].contains(code)
            else {
                throw failure(code, "cannot open", store: store)
            }
            throw .unusablePath(
                path: store,
                reason: "\(path) cannot be opened: \(String(cString: strerror(code)))"
            )
        }
        return file
    }

    private static func failure(
        _ code: Int32,
        _ problem: String,
        store: String
    ) -> JournalError {
        let reason = String(cString: strerror(code))
        return .storage(path: store, message: "\(problem) \(lockPath(of: store)): \(reason)")
    }

    private func write(_ holder: StoreHolder, to file: Int32) throws(JournalError) {
        let text = Array((holder.payload.text + "\n").utf8)
        guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
            throw Self.failure(errno, "cannot write", store: store)
        }
    }

    private static func readHolder(from file: Int32) -> StoreHolder? {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = pread(file, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return try? StoreHolder(Payload(parsing: text))
    }
}
