import WaybillDiagnostics

/// The findings of one loading, in the order made. It is shared by the readers and resolvers of
/// that loading and never leaves it.
final class Findings {
    private(set) var all: [Diagnostic] = []

    /// Adds a finding.
    func report(_ diagnostic: Diagnostic) { all.append(diagnostic) }

    /// Adds several findings.
    func report(_ diagnostics: [Diagnostic]) { all += diagnostics }

    /// Whether any of them stops the file from being used.
    var hasErrors: Bool { all.contains { $0.severity == .error } }
}

/// The help line that names the nearest known name, when there is one near enough.
func didYouMean(_ name: String, among candidates: some Sequence<String>) -> [String] {
    closestMatch(to: name, among: candidates.prefix(mostCandidates)).map {
        ["did you mean `\($0)`?"]
    } ?? []
}

/// A file full of mistakes and full of names must not take the product of both.
private let mostCandidates = 1_000

/// Names in backquotes, separated by commas: "`a`, `b`, `c`".
func quoted(_ names: some Sequence<String>) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
}
