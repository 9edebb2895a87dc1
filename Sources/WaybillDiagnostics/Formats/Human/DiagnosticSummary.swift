/// How many findings of each severity there are, and in how many files.
package struct DiagnosticSummary: Hashable, Sendable {
    private let counts: [Diagnostic.Severity: Int]
    private let files: Int

    package init(_ diagnostics: [Diagnostic]) {
        var counts: [Diagnostic.Severity: Int] = [:]
        for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
        self.counts = counts
        files = Set(diagnostics.map(\.span.source.name)).count
    }

    /// Such as `2 errors, 1 warning in 1 file`; `no findings` when there are none.
    package var text: String {
        let parts = Diagnostic.Severity.allCases.reversed().compactMap { severity in
            counts[severity].map { Self.count($0, severity == .info ? "note" : severity.rawValue) }
        }
        guard !parts.isEmpty else { return "no findings" }
        return "\(parts.joined(separator: ", ")) in \(Self.count(files, "file"))"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
