import Foundation
import WaybillDiagnostics

/// Files put in place of those that were mended.
enum MendedFile {
    /// Replaces a file in one go, with the permissions that it had. Where the path is a link, what it
    /// leads to is replaced.
    static func write(_ revision: Revision) throws {
        let name = revision.original.name
        let file = URL(fileURLWithPath: name).resolvingSymlinksInPath()
        let draft = file.deletingLastPathComponent()
            .appending(path: ".\(file.lastPathComponent).waybill-\(getpid())")
        do {
            let old = try FileManager.default.attributesOfItem(atPath: file.path)
            try Data(revision.bytes).write(to: draft)
            try FileManager.default.setAttributes(
                old.filter { $0.key == .posixPermissions },
                ofItemAtPath: draft.path
            )
            guard rename(draft.path, file.path) == 0 else {
                throw CocoaError(.fileWriteUnknown)
            }
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw CommandFailure(
                .invalid,
                "cannot write \(name): \(FileWriting.reason(error, at: file.path))"
            )
        }
    }
}
