import Foundation

/// The disk without anything on top: bytes added to a file and synced.
struct BareFile: ~Copyable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LimitFailure(message: "cannot open \(path)") }
    }

    deinit { close(descriptor) }

    /// Adds this many bytes and waits until they are on the disk.
    func append(bytes count: Int) throws {
        let bytes = [UInt8](repeating: 0x61, count: count)
        guard write(descriptor, bytes, count) == count, fdatasync(descriptor) == 0 else {
            throw LimitFailure(message: "cannot write to the disk")
        }
    }

    /// How long one append takes, in the middle of many.
    func appendTime(bytes count: Int, repeating repetitions: Int) throws -> Duration {
        try (0..<repetitions).map { _ in
            try ContinuousClock().measure { try append(bytes: count) }
        }.quantile(0.5)
    }
}

/// What a limit is measured with does not work.
struct LimitFailure: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
