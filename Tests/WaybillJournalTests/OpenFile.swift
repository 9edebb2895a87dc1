import Foundation
import Testing

/// A file that this process, or a library in it, has open for writing.
struct OpenFile {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            .compactMap { Int32($0) }
            .first { number in
                let link = "/proc/self/fd/\(number)"
                return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == target
            }
        descriptor = try #require(open)
    }

    /// Makes the descriptor one that can only be read, so that the kernel refuses to write.
    func whileItCannotBeWritten(_ body: () throws -> Void) throws {
        let kept = dup(descriptor)
        let readOnly = open(path, O_RDONLY)
        try #require(kept >= 0 && readOnly >= 0 && dup2(readOnly, descriptor) >= 0)
        defer {
            dup2(kept, descriptor)
            close(kept)
            close(readOnly)
        }
        try body()
    }
}
