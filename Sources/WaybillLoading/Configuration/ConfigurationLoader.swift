package import WaybillDiagnostics
import WaybillYAML

/// Reads files of configuration.
package enum ConfigurationLoader {
    /// What loading such a file gave.
    package struct Loaded: Sendable {
        package let source: SourceText
        /// `nil` when the file is no configuration.
        package let configuration: LintConfiguration?
        /// Whether it is a file of another kind, such as a workflow of that name.
        let isOfAnotherKind: Bool
        package let diagnostics: [Diagnostic]
    }

    /// Loads a configuration; throws when the file cannot be read.
    package static func load(path: String, reading: FileReading = .disk) throws -> Loaded {
        let source = SourceText(name: path, bytes: try reading.read(path))
        let findings = Findings()
        let document = YAMLReader.read(source)
        // `off` is one of its words, which YAML 1.1 reads as false: this tool does not.
        findings.report(document.diagnostics.filter { $0.code != .ambiguousScalar })
        let reader = DeclarationReader(findings: findings, isPartial: findings.hasErrors)
        let read = ConfigurationReader(reader: reader).read(document)
        return Loaded(
            source: source,
            configuration: read.configuration,
            isOfAnotherKind: [.workflow, .contracts, .bindings].contains(read.kind),
            diagnostics: findings.all.inFileOrder()
        )
    }
}
