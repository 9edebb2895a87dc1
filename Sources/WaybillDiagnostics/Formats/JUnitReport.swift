/// Findings as the XML that test reports are in: a suite for each file, a case for each finding.
struct JUnitReport {
    private let diagnostics: [Diagnostic]
    /// The files looked at; one without findings is a case that passes.
    private let files: [String]
    /// The least severity that is a failure.
    private let failOn: Diagnostic.Severity?

    init(_ diagnostics: [Diagnostic], files: [String], failOn: Diagnostic.Severity?) {
        self.diagnostics = diagnostics
        self.failOn = failOn
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
        let name = Self.attribute(file)
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
        let details = Self.content(HumanDiagnostic(finding).render(Painter(isOn: false)))
        let element = isFailure(finding) ? "failure" : "system-out"
        let message =
            isFailure(finding)
            ? " message=\"\(Self.attribute(finding.message))\" type=\"\(finding.code.code)\"" : ""
        return """
                <testcase name="\(Self.attribute(name))" classname="\(file)">
                  <\(element)\(message)>\(details)</\(element)>
                </testcase>
            """
    }

    private func isFailure(_ finding: Diagnostic) -> Bool {
        failOn.map { finding.severity >= $0 } ?? false
    }

    /// Text between tags (XML 1.0 §2.4), without the characters that no escape can bring in (§2.2).
    private static func content(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..<" ", "\u{FFFE}"..."\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The value of an attribute, where a parser would turn white space into blanks (§3.3.3).
    private static func attribute(_ text: String) -> String {
        content(text).replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
            .replacing("\t", with: "&#9;").replacing("\r", with: "&#13;")
    }
}
