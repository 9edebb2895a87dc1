/// How findings are written.
package enum DiagnosticFormat: String, CaseIterable, Sendable {
    /// For people: the lines of the file with carets and labels, as rustc shows them.
    case human
    /// One line for each finding, for editors and `grep`.
    case concise
    /// An array of objects, for programs.
    case json
}

/// Writes findings in file order, each once, with a line feed at the end; nothing for no findings,
/// but `[]` in JSON.
///
/// - Parameter colour: Whether to use ANSI colours, in the format for people only.
package func render(
    _ diagnostics: [Diagnostic],
    format: DiagnosticFormat,
    colour: Bool = false
) -> String {
    let ordered = diagnostics.inFileOrder()
    switch format {
    case .human:
        guard !ordered.isEmpty else { return "" }
        let painter = Painter(isOn: colour)
        let findings = ordered.map { HumanDiagnostic($0).render(painter) + "\n" }
        return findings.joined() + DiagnosticSummary(ordered).text + "\n"
    case .concise:
        return ordered.map { ConciseDiagnostic($0).text + "\n" }.joined()
    case .json:
        return JSONDiagnostic.render(ordered)
    }
}
