package import CEL
import Dispatch
import Foundation

/// Appends events to a file, one JSON document a line, each synced to the disk.
package final class FileEventSink: EventSink {
    private let path: String
    /// Keeps the lines apart, and the waiting for the disk off the threads of Swift's tasks.
    private let queue = DispatchQueue(label: "waybill.events")

    package init(path: String) { self.path = path }

    package func deliver(_ event: JSON) async throws(DeliveryError) {
        let line = event.description + "\n"
        let result = await withCheckedContinuation { continuation in
            queue.async { [path] in
                continuation.resume(returning: Self.append(line, to: path))
            }
        }
        if let error = result { throw error }
    }

    private static func append(_ line: String, to path: String) -> DeliveryError? {
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { return .system(path) }
        defer { close(file) }
        var bytes = Array(line.utf8)
        // A line that a crash or a full disk cut off stays apart from this one.
        if endsWithinLine(file) { bytes.insert(UInt8(ascii: "\n"), at: 0) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return .system(path) }
            written += count
        }
        // What is no file on a disk cannot be synced.
        guard fsync(file) == 0 || errno == EINVAL || errno == EROFS else { return .system(path) }
        return nil
    }

    private static func endsWithinLine(_ file: Int32) -> Bool {
        let end = lseek(file, 0, SEEK_END)
        var last: UInt8 = 0
        guard end > 0, pread(file, &last, 1, end - 1) == 1 else { return false }
        return last != UInt8(ascii: "\n")
    }
}

extension DeliveryError {
    /// What the operating system says.
    fileprivate static func system(_ path: String) -> DeliveryError {
        DeliveryError("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
