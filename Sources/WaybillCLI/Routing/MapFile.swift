import Foundation

/// A drawing put into a file.
enum MapFile {
    static func write(_ drawing: String, to path: String) throws {
        do {
            try Data(drawing.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(
                .invalid,
                "cannot write \(path): \(FileWriting.reason(error, at: path))",
                help: "give --svg a file in a folder that can be written to"
            )
        }
    }
}
