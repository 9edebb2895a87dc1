import Foundation
package import WaybillDiagnostics
package import WaybillLoading

extension Linter {
    /// All findings about a file: of loading it, and of linting what it holds.
    package static func check(path: String, reading: FileReading = .disk) -> [Diagnostic] {
        let file = Loader.load(path: path, reading: reading)
        if case .bindings = file.kind { return BindingsLoader.check(path: path, reading: reading) }
        return check(file)
    }

    /// All findings about a file that is loaded already.
    package static func check(_ file: LoadedFile) -> [Diagnostic] {
        (file.diagnostics + lint(file)).inOrder(entry: file.source)
    }

    /// All findings about files and folders, each once, by file. A folder stands for the
    /// `*.yaml` and `*.yml` files in it and below it.
    package static func check(paths: [String]) -> [Diagnostic] {
        var seen: Set<Identity> = []
        return paths.flatMap(files).flatMap { check(path: $0) }
            .filter { seen.insert(Identity($0)).inserted }
            .inFileOrder()
    }

    /// The files that a path stands for, sorted; the path itself unless it is a folder.
    package static func files(at path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [path] }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        // A folder that is reached through a link is walked like any other.
        let walked = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let inside = FileManager.default.enumerator(atPath: walked) ?? .init()
        return inside.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
            .map { folder == "." ? $0 : "\(folder)/\($0)" }
    }

    private static func lint(_ file: LoadedFile) -> [Diagnostic] {
        switch file.kind {
        case .workflow(let workflow?): lint(workflow)
        case .contracts(let contracts): contracts.flatMap(lint)
        case .workflow(nil), .bindings, .unknown: []
        }
    }

    /// What makes two findings the same when a file is read for several workflows.
    private struct Identity: Hashable {
        let code: DiagnosticCode
        let file: String
        let range: Range<Int>
        let message: String

        init(_ finding: Diagnostic) {
            code = finding.code
            file = finding.span.source.name
            range = finding.span.range
            message = finding.message
        }
    }
}
