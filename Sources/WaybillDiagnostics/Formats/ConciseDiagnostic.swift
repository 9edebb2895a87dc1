/// A finding in one line: `file:line:col: error[WB0302] message`.
struct ConciseDiagnostic {
    let text: String

    init(_ diagnostic: Diagnostic) {
        let start = diagnostic.span.start
        let place = "\(diagnostic.span.source.name):\(start.line):\(start.column)"
        let rule = "\(diagnostic.severity.rawValue)[\(diagnostic.code.code)]"
        text = "\(place): \(rule) \(diagnostic.message)".visible
    }
}
