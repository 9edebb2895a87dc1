import Foundation
package import WaybillDiagnostics
package import WaybillLoading
import WaybillModel

extension Linter {
    /// All findings about a file: of loading it, and of linting what it holds.
    package static func check(
        path: String,
        reading: FileReading = .disk,
        settings: LintSettings = LintSettings()
    ) -> [Diagnostic] {
        let file = CheckedFile(path: path, reading: reading)
        return file.judged(by: settings).inOrder(entry: file.source)
    }

    /// All findings about a file that is loaded already.
    package static func check(
        _ file: LoadedFile,
        settings: LintSettings = LintSettings()
    ) -> [Diagnostic] {
        let file = CheckedFile(file)
        return file.judged(by: settings).inOrder(entry: file.source)
    }

    /// All findings about files and folders, each once, by file, with those about the
    /// configurations that decide about them. A folder stands for the `*.yaml` and `*.yml` files in
    /// it and below it. The files are also held against each other.
    package static func check(
        paths: [String],
        reading: FileReading = .disk,
        settings: LintSettings = LintSettings()
    ) -> [Diagnostic] {
        var entries: Set<String> = []
        let entryPaths = paths.flatMap(Self.files).filter { entries.insert($0).inserted }
        let entryFiles = entryPaths.concurrentMap { EntryFile(path: $0, reading: reading) }
        var together = FilesTogether()
        for file in entryFiles { together.formUnion(file.together) }
        let files = entryFiles.map { $0.checked(among: together, reading: reading) }
        var judgement = Judgement(settings)
        for file in files { judgement.add(file, unasked: together.unasked(of: file)) }
        let findings =
            files.flatMap(\.findings).unique
            + together.findings(bindings: files.flatMap(\.bindings))
        let judged = judgement.applied(to: findings)
        // A configuration that is looked at itself has said what it has to say.
        let others = settings.search?.diagnostics.filter { !entries.contains($0.span.source.name) }
        return (judged + (others ?? [])).inFileOrder()
    }

    /// The files that a path stands for, sorted; the path itself unless it is a folder. Paths are
    /// without `.` in them, so that a file is named alike however it is reached.
    package static func files(at path: String) -> [String] {
        let path = FilePath(path).text
        guard FileReading.isFolder(path) else { return [path] }
        // A folder that is reached through a link is walked like any other.
        let walked = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let inside = FileManager.default.enumerator(atPath: walked) ?? .init()
        return inside.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
            .map { FilePath(path).appending($0).text }
    }
}

extension [Diagnostic] {
    /// Each once, though a file may be read for several workflows.
    var unique: [Diagnostic] {
        var seen: Set<Identity> = []
        return filter { seen.insert(Identity($0)).inserted }
    }
}

/// What makes two findings the same.
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
