import WaybillDiagnostics
import WaybillLoading

extension FileReading {
    /// Reads files as they will be, where they are being mended.
    static func overlaid(_ revisions: [String: Revision], on other: FileReading) -> FileReading {
        FileReading { path in
            if let revision = revisions[FilePath(path).text] { return revision.bytes }
            return try other.read(path)
        }
    }
}
