package import WaybillDiagnostics
import WaybillYAML

/// Reads files of configuration.
package enum ConfigurationLoader {
    /// What a file of configuration has on file.
    package struct Loaded: Sendable {
        package let source: SourceText
        /// `nil` when the file is no configuration.
        package let configuration: LintConfiguration?
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
        let configuration = ConfigurationReader(reader: reader).read(document)
        return Loaded(
            source: source,
            configuration: configuration,
            diagnostics: findings.all.inFileOrder()
        )
    }
}
