package import WaybillDiagnostics

/// Reads YAML into a positioned tree.
///
/// The tree follows YAML 1.2's core schema. What is wrong with the text becomes findings (WB0001 to
/// WB0012), and reading goes on behind each of them as far as that makes sense.
package enum YAMLReader {
    /// Reads a file; never fails and never traps, whatever the bytes are.
    package static func read(_ source: SourceText) -> YAMLDocument {
        guard source.bytes.count <= YAMLLimits.fileBytes else {
            return YAMLDocument(
                source: source,
                root: nil,
                comments: [],
                diagnostics: [.fileTooLarge(source)],
                isComplete: false
            )
        }
        var reading = Reading(source)
        reading.run()
        return reading.document()
    }
}
