package import WaybillDiagnostics
package import WaybillModel
import WaybillYAML

/// Reads files of scenarios: the tests that stand beside a workflow.
package enum ScenarioLoader {
    /// Loads a file of scenarios, the workflow it tests, and the inputs it names. Paths in it start
    /// from its own folder.
    package static func load(path: String, reading: FileReading = .disk) -> LoadedScenarios {
        let findings = Findings()
        let source: SourceText
        do {
            source = SourceText(name: path, bytes: try reading.read(path))
        } catch {
            source = SourceText(name: path, text: "")
            findings.report(
                Diagnostic(
                    .useNotFound,
                    "cannot read `\(path)`: \(FileReading.reason(error))",
                    at: source.whole
                )
            )
            return LoadedScenarios(
                source: source,
                file: nil,
                diagnostics: findings.all,
                allowances: []
            )
        }
        let document = YAMLReader.read(source)
        findings.report(document)
        let allowed = AllowanceReader(document)
        let reader = ScenarioFileReader(
            reader: DeclarationReader(findings: findings, isPartial: findings.hasErrors),
            files: NeighbouringFiles(
                folder: FilePath(path).folder,
                reading: reading,
                findings: findings
            )
        )
        let file = reader.read(document)
        return LoadedScenarios(
            source: source,
            file: findings.hasErrors ? nil : file,
            diagnostics: inOrder(findings.all + allowed.findings, entry: source),
            allowances: allowed.allowances
        )
    }

    /// Findings of the file itself first, each once: what all scenarios share is read for each.
    private static func inOrder(_ findings: [Diagnostic], entry: SourceText) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let distinct = findings.filter { seen.insert($0).inserted }
        return distinct.filter { $0.span.source === entry }.inFileOrder()
            + distinct.filter { $0.span.source !== entry }.inFileOrder()
    }
}

/// What loading a file of scenarios gave.
package struct LoadedScenarios: Sendable {
    package let source: SourceText
    /// `nil` when a finding is an error.
    package let file: ScenarioFile?
    /// Of this file in the order of its text, then those of the files it names.
    package let diagnostics: [Diagnostic]
    /// What comments in the file allow.
    package let allowances: [Allowance]
}
