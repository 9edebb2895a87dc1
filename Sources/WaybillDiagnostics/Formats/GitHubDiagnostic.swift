/// A finding as a workflow command of GitHub Actions, which shows it beside the changed line.
struct GitHubDiagnostic {
    let text: String

    init(_ diagnostic: Diagnostic) {
        let (start, end) = (diagnostic.span.start, diagnostic.span.end)
        var properties = [
            ("file", diagnostic.span.source.name),
            ("line", "\(start.line)"),
            ("endLine", "\(end.line)"),
        ]
        // GitHub takes columns only for a place on one line.
        if start.line == end.line {
            properties.append(("col", "\(start.utf16Column)"))
            properties.append(("endColumn", "\(end.utf16Column)"))
        }
        properties.append(("title", "\(diagnostic.code.code) \(diagnostic.code.name)"))
        let list = properties.map { "\($0.0)=\(Self.escaped(property: $0.1))" }
            .joined(separator: ",")
        let remarks = diagnostic.notes + diagnostic.help.map { "help: \($0)" }
        // What a terminal would obey has no business in a log.
        let message = ([diagnostic.message] + remarks).joined(separator: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).visible }.joined(separator: "\n")
        text = "::\(Self.command(diagnostic.severity)) \(list)::\(Self.escaped(message))"
    }

    private static func command(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
    }

    /// As the toolkit of GitHub Actions escapes data.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// As it escapes the values of properties.
    private static func escaped(property text: String) -> String {
        escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
