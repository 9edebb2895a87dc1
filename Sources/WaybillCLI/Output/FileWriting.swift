import Foundation
import WaybillLoading

/// Writing files that the command line names.
enum FileWriting {
    /// Why a file could not be written, in words for a person.
    static func reason(_ error: any Error, at path: String) -> String {
        let file = URL(fileURLWithPath: path)
        if FileReading.isFolder(file.path) { return "it is a folder" }
        let folder = file.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            return "there is no folder \(folder)"
        }
        guard FileReading.isFolder(folder) else { return "\(folder) is no folder" }
        return switch (error as? CocoaError)?.code {
        case .fileWriteNoPermission?: "writing to \(folder) is not permitted"
        case .fileWriteOutOfSpace?: "there is no space left for it"
        case .fileWriteVolumeReadOnly?: "\(folder) can only be read"
        default: "no file can be written to \(folder)"
        }
    }
}
