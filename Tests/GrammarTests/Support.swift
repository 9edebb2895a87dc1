import Foundation

/// The root of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The text of a file of the repository.
func text(of path: String) throws -> String {
    try String(contentsOf: repository.appending(path: path), encoding: .utf8)
}

/// The YAML files of a folder of the repository whose names end so, in order.
func files(in folder: String, endingWith suffix: String = ".yaml") -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
        atPath: repository.appending(path: folder).path
    )
    return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
}
