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
        var draft = Draft()
        var useless: Set<Place> = []
        var findings = check(draft)
        for _ in 0..<Self.rounds {
            let mendable = findings.filter { finding in
                finding.edits.allSatisfy { named.contains($0.span.source.name) }
                    && useless.isDisjoint(with: finding.edits.map { Place(finding.code, $0.span) })
            }
            let selection = FixSelection(mendable, unsafe: unsafe)
            guard selection.count > 0 else { break }
            var next = draft
            let written = next.apply(selection)
            let left = check(next)
            // A change behind which the same is still wrong has not mended it, and is taken back.
            let vain = written.filter { change in
                left.contains { change.finding == $0.code && change.now.overlaps($0.span) }
            }
            if vain.isEmpty {
                (draft, findings) = (next, left)
                // In another text the same places are others, and what was in vain may help.
                useless = []
            } else {
                useless.formUnion(vain.map(\.before))
            }
        }
        return Outcome(
            revisions: draft.revisions.values.filter(\.isChanged)
                .sorted { $0.original.name < $1.original.name },
            mended: draft.mended,
            findings: findings
        )
    }

    private func check(_ draft: Draft) -> [Diagnostic] {
        Linter.check(
            paths: paths,
            reading: .overlaid(draft.revisions, on: reading),
            settings: settings
        )
    }
}
