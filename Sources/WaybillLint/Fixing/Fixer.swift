package import WaybillDiagnostics
package import WaybillLoading

/// Mends what findings know how to mend.
package struct Fixer {
    /// What came of mending.
    package struct Outcome: Sendable {
        /// The files that were changed, by their names. Nothing is written yet.
        package let revisions: [Revision]
        /// How many findings were mended.
        package let mended: Int
        /// What is left to say about the files once they are written.
        package let findings: [Diagnostic]
    }

    /// How often files are looked at again: what one change uncovers, another mends.
    private static let rounds = 10

    private let paths: [String]
    private let reading: FileReading
    private let settings: LintSettings

    /// Looks at files and folders as ``Linter/check(paths:reading:settings:)`` does.
    package init(paths: [String], reading: FileReading = .disk, settings: LintSettings) {
        self.paths = paths
        self.reading = reading
        self.settings = settings
    }

    /// Mends what can be mended in the files named, but in none that they use: those may belong to
    /// others.
    ///
    /// - Parameter unsafe: Whether changes that may alter the meaning are made, too.
    package func run(unsafe: Bool) -> Outcome {
        let named = Set(paths.flatMap(Linter.files))
        var revisions: [String: Revision] = [:]
        var mended = 0
        var findings: [Diagnostic] = check(revisions)
        for _ in 0..<Self.rounds {
            let own = findings.filter { finding in
                finding.edits.allSatisfy { named.contains($0.span.source.name) }
            }
            let selection = FixSelection(own, unsafe: unsafe)
            guard selection.count > 0 else { break }
            mended += selection.count
            for file in selection.files {
                let name = file.source.name
                revisions[name, default: Revision(file.source)].apply(file.edits)
            }
            findings = check(revisions)
        }
        return Outcome(
            revisions: revisions.values.filter(\.isChanged)
                .sorted { $0.original.name < $1.original.name },
            mended: mended,
            findings: findings
        )
    }

    private func check(_ revisions: [String: Revision]) -> [Diagnostic] {
        Linter.check(
            paths: paths,
            reading: .overlaid(revisions, on: reading),
            settings: settings
        )
    }
}
