import CEL
import Foundation
import ProcessSupport
import Testing

/// The project's package, as its manifest describes it.
struct Manifest {
    struct Target {
        let name: String
        /// Of this package.
        let targets: [String]
        /// Of other packages.
        let products: [String]
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The manifest as it is, read once.
    static let current = Task { try await Manifest() }

    let targets: [Target]

    /// Reads the manifest, with a build folder of its own: the tests' own may be locked.
    private init() async throws {
        let folder = try TemporaryFolder()
        let ending = try await ToolProcess.run(
            "/usr/bin/env",
            [
                "swift", "package", "--package-path", Self.root.path,
                "--scratch-path", folder.file("build"), "dump-package",
            ]
        )
        let json = try JSON(parsing: ending.output)
        guard case .array(let all)? = json["targets"] else { throw CocoaError(.coderReadCorrupt) }
        let names = all.compactMap(\.name)
        targets = all.compactMap { target in
            guard let name = target.name, target["type"] != .string("test") else { return nil }
            let dependencies = target.dependencies
            return Target(
                name: name,
                targets: dependencies.filter(names.contains),
                products: dependencies.filter { !names.contains($0) }
            )
        }
    }
}

extension JSON {
    fileprivate var name: String? {
        if case .string(let name)? = self["name"] { name } else { nil }
    }

    /// The names of what a target depends on, whatever the kind.
    fileprivate var dependencies: [String] {
        guard case .array(let dependencies)? = self["dependencies"] else { return [] }
        return dependencies.compactMap { dependency in
            for kind in ["byName", "target", "product"] {
                if case .array(let parts)? = dependency[kind], case .string(let name)? = parts.first
                {
                    return name
                }
            }
            return nil
        }
    }
}

/// The import lines of a target's files, as module names.
func imports(of target: String) throws -> [(file: String, module: String)] {
    try sources(of: target).flatMap { file, text in
        text.split(separator: "\n").compactMap { line -> (file: String, module: String)? in
            guard let match = line.firstMatch(of: importLine) else { return nil }
            return (file, String(match.1))
        }
    }
}

/// The files of a target with their text.
func sources(of target: String) throws -> [(file: String, text: String)] {
    let folder = Manifest.root.appending(path: "Sources/\(target)")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
        ("\(target)/\(name)", try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
}

nonisolated(unsafe) private let importLine =
    #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|typealias|let|var)\s+)?(\w+)/#
