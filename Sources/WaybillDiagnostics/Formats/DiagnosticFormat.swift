/// How findings are written.
package enum DiagnosticFormat: String, CaseIterable, Sendable {
    /// For people: the lines of the file with carets and labels, as rustc shows them.
    case human
    /// One line for each finding, for editors and `grep`.
    case concise
    /// An array of objects, for programs.
    case json
    /// A log in SARIF 2.1.0, for code scanning and editors.
    case sarif
    /// Workflow commands of GitHub Actions, which become annotations.
    case github
    /// A test report in JUnit's XML.
    case junit
}

/// Writes findings in file order, each once, with a line feed at the end. Without findings there is
/// nothing to write, but in the formats that are one document.
///
/// - Parameters:
///   - colour: Whether to use ANSI colours, in the format for people only.
///   - files: The files looked at: in a test report, those without findings pass.
///   - failOn: The least severity that is a failure in a test report.
package func render(
    _ diagnostics: [Diagnostic],
    format: DiagnosticFormat,
    colour: Bool = false,
    files: [String] = [],
    failOn: Diagnostic.Severity? = .error
) -> String {
    let ordered = diagnostics.inFileOrder()
    switch format {
    case .human:
        guard !ordered.isEmpty else { return "" }
        let painter = Painter(isOn: colour)
        let hidden = HiddenText(ordered)
        let findings = ordered.map { HumanDiagnostic($0, hiding: hidden).render(painter) + "\n" }
        return findings.joined() + DiagnosticSummary(ordered).text + "\n"
    case .concise:
        return ordered.map { ConciseDiagnostic($0).text + "\n" }.joined()
    case .json:
        return JSONDiagnostic.render(ordered)
    case .sarif:
        return SARIFLog.render(ordered)
    case .github:
        return ordered.map { GitHubDiagnostic($0).text + "\n" }.joined()
    case .junit:
        return JUnitReport(ordered, files: files, failOn: failOn).text
    }
}
