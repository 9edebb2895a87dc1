import WaybillDiagnostics
import WaybillYAML

/// The findings of one loading, in the order made. It is shared by the readers and resolvers of
/// that loading and never leaves it.
final class Findings {
    private var reported: [Diagnostic] = []
    private var aliases: [YAMLAlias] = []
    private var missing: Set<String> = []
    private var bent: [Span] = []
    /// The values that are read under a key which was only guessed.
    private var guessed: Set<Span> = []
    /// The texts that are not in UTF-8.
    private var garbled: [SourceText] = []
    /// While it is, nothing is taken in: for a walk that is only there to learn.
    var isMuted = false

    /// How many were made so far.
    var count: Int { reported.count }

    /// Adds a finding. That a value which YAML bent has the wrong shape is no news, nor is it of one
    /// whose key was guessed.
    func report(_ diagnostic: Diagnostic) {
        if isMuted { return }
        if diagnostic.code == .wrongShape,
            guessed.contains(diagnostic.span) || isBent(diagnostic.span)
        {
            return
        }
        if isGarbled(diagnostic.span) { return }
        reported.append(diagnostic)
        let bending: [DiagnosticCode] = [.unquotedExpression, .undefinedAlias, .aliasExpansion]
        if bending.contains(diagnostic.code) { bent.append(diagnostic.span) }
    }

    /// Adds a finding about a text that is checked for its users, unless it was made for another
    /// before.
    func report(_ diagnostic: Diagnostic, for user: Diagnostic.Label?) {
        guard let user else { return report(diagnostic) }
        let isKnown = reported.contains {
            $0.code == diagnostic.code && $0.span == diagnostic.span
                && $0.message == diagnostic.message
        }
        if isMuted || isKnown { return }
        var diagnostic = diagnostic
        diagnostic.labels.append(user)
        report(diagnostic)
    }

    /// Takes note that the value at a place is read under a key which was only guessed.
    func noteGuess(_ span: Span) { guessed.insert(span) }

    /// Whether a name or a value is not in UTF-8: what it says is not what its author wrote.
    private func isGarbled(_ span: Span) -> Bool {
        guard span.range.count <= Self.longestName,
            garbled.contains(where: { $0 === span.source })
        else { return false }
        let range = span.range.clamped(to: span.source.bytes.indices)
        return String(validating: span.source.bytes[range], as: UTF8.self) == nil
    }

    /// Longer texts are not looked through for each finding about them.
    private static let longestName = 1_000

    /// Adds the findings about a file's text, and takes note of its aliases.
    func report(_ document: YAMLDocument) {
        report(document.diagnostics)
        if String(validating: document.source.bytes, as: UTF8.self) == nil {
            garbled.append(document.source)
        }
        aliases += document.aliases
    }

    /// Adds several findings.
    func report(_ diagnostics: [Diagnostic]) { diagnostics.forEach { report($0) } }

    /// Adds a finding about a name that is declared nowhere, unless the same was said before: the
    /// one thing to do about it is to declare the name. A name that looks misspelt is another
    /// matter, since each place is to be mended.
    func reportMissing(_ diagnostic: Diagnostic) {
        if isMuted { return }
        let isMisspelt = diagnostic.help.contains { $0.hasPrefix("did you mean") }
        let isNew = missing.insert(diagnostic.message).inserted
        if isMisspelt || isNew { report(diagnostic) }
    }

    /// Whether YAML cut or bent the text of a place (WB0012), or an alias there stands for nothing, so
    /// that what it says is not what its author wrote.
    func isBent(_ span: Span) -> Bool {
        bent.contains { $0.source === span.source && $0.range.overlaps(span.range) }
    }

    /// The findings, each with the places from which aliases lead to its own. A scalar that is wrong
    /// is not doubtful as well.
    var all: [Diagnostic] {
        let wrong = Set(reported.filter { $0.severity == .error }.map(\.span))
        return reported.filter { $0.code != .ambiguousScalar || !wrong.contains($0.span) }.map {
            finding in
            let uses = aliases.filter { $0.target.contains(finding.span) }
            var finding = finding
            finding.labels += uses.prefix(3).map { .init($0.span, "also read here") }
            return finding
        }
    }

    /// Whether any of them stops what was read from being used.
    var hasErrors: Bool { hasErrors(besides: nil) }

    /// Whether any of them may have left a part out of the graph, or put one in that nobody wrote.
    var hasErrorsInGraph: Bool {
        reported.contains { $0.severity == .error && !Self.beside.contains($0.code) }
    }

    /// What is wrong with values alone, or is missing beside what is there.
    private static let beside: Set<DiagnosticCode> = [
        .badAllow, .routeNotExhaustive, .celSyntax, .celType, .undefinedName, .maybeUndefined,
        .handlerContract, .notAllowedHere, .compensationData,
    ]

    /// The same as ``hasErrors``, but for findings about one file.
    func hasErrors(besides source: SourceText?) -> Bool {
        reported.contains { $0.severity == .error && $0.span.source !== source }
    }
}

/// The name that was most likely meant where one is not known.
struct Guess {
    /// The nearest known name, when there is one near enough.
    let name: String?

    init(_ name: String, among candidates: some Sequence<String>) {
        self.name = closestMatch(to: name, among: candidates.prefix(mostCandidates))
    }

    /// The line that offers it.
    var help: [String] { name.map { ["did you mean `\($0)`?"] } ?? [] }

    /// The change that would put it in place of what stands at a span, in the same quotes.
    func edits(at span: Span) -> [Diagnostic.Edit] {
        name.map { name in
            let text = span.text
            let quote = ["\"", "'"].first {
                text.count > 1 && text.hasPrefix($0) && text.hasSuffix($0)
            }
            let quoted = quote.map { $0 + name + $0 } ?? name
            return [.init(replacing: span, with: quoted, confidence: .maybe)]
        } ?? []
    }
}

/// The help line that names the nearest known name, when there is one near enough.
func didYouMean(_ name: String, among candidates: some Sequence<String>) -> [String] {
    Guess(name, among: candidates).help
}

/// A file full of mistakes and full of names must not take the product of both.
private let mostCandidates = 1_000

/// Names in backquotes, separated by commas: "`a`, `b`, `c`".
func quoted(_ names: some Sequence<String>) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
}

extension Span {
    /// Whether another place lies inside.
    fileprivate func contains(_ other: Span) -> Bool {
        source === other.source && range.lowerBound <= other.range.lowerBound
            && other.range.upperBound <= range.upperBound
    }
}
