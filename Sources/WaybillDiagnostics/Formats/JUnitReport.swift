/// Findings as the XML that test reports are in: a suite for each file, a case for each finding.
struct JUnitReport {
    private let diagnostics: [Diagnostic]
    /// The files looked at; one without findings is a case that passes.
    private let files: [String]
    /// The least severity that is a failure.
    private let failOn: Diagnostic.Severity?
    private let hidden: HiddenText

    init(_ diagnostics: [Diagnostic], files: [String], failOn: Diagnostic.Severity?) {
        self.diagnostics = diagnostics
        self.failOn = failOn
        hidden = HiddenText(diagnostics)
        self.files = Set(files + diagnostics.map(\.span.source.name)).sorted()
    }

    var text: String {
        let byFile = Dictionary(grouping: diagnostics, by: \.span.source.name)
        let suites = files.map { suite($0, byFile[$0] ?? []) }
        let cases = files.reduce(0) { $0 + max(1, byFile[$1]?.count ?? 0) }
        let failures = diagnostics.filter(isFailure).count
        let head =
            "<testsuites name=\"waybill lint\" tests=\"\(cases)\" failures=\"\(failures)\""
            + " errors=\"0\">"
        return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites + ["</testsuites>"])
            .map { $0 + "\n" }.joined()
    }

    private func suite(_ file: String, _ findings: [Diagnostic]) -> String {
        let name = file.xmlAttribute
        let failures = findings.filter(isFailure).count
        let head =
            "  <testsuite name=\"\(name)\" tests=\"\(max(1, findings.count))\""
            + " failures=\"\(failures)\" errors=\"0\" skipped=\"0\">"
        let cases =
            findings.isEmpty
            ? ["    <testcase name=\"no findings\" classname=\"\(name)\"/>"]
            : findings.map { testCase($0, name) }
        return ([head] + cases + ["  </testsuite>"]).joined(separator: "\n")
    }

    private func testCase(_ finding: Diagnostic, _ file: String) -> String {
        let start = finding.span.start
        let name = "\(finding.code.code) \(finding.code.name), \(start.line):\(start.column)"
        let details = HumanDiagnostic(finding, hiding: hidden).render(Painter(isOn: false))
            .xmlContent
        let element = isFailure(finding) ? "failure" : "system-out"
        let message =
            isFailure(finding)
            ? " message=\"\(finding.message.xmlAttribute)\" type=\"\(finding.code.code)\"" : ""
        return """
                <testcase name="\(name.xmlAttribute)" classname="\(file)">
                  <\(element)\(message)>\(details)</\(element)>
                </testcase>
            """
    }

    private func isFailure(_ finding: Diagnostic) -> Bool {
        failOn.map { finding.severity >= $0 } ?? false
    }
}
