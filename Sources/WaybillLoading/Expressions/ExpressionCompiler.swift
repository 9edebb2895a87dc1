import CEL
import WaybillDiagnostics
import WaybillModel

/// Compiles the expressions of a workflow, each in the environment of its place.
final class ExpressionCompiler {
    let findings: Findings
    /// Why a step's output cannot be read, by the step's id: for names that CEL does not find.
    private let unreadable: (StepID) -> String?

    init(findings: Findings, unreadable: @escaping (StepID) -> String?) {
        self.findings = findings
        self.unreadable = unreadable
    }

    /// The program of an expression; `nil`, with findings, when something is wrong with it.
    func compile(
        _ text: EmbeddedText,
        at place: ExpressionPlace,
        expecting slot: ValueType? = nil
    ) -> Program? {
        let tokens = ExpressionScanner.tokens(of: text.text)
        let misplaced = misplacedNames(tokens, in: text, at: place)
        let compilation = Program.compile(
            text,
            in: environment(place.environment(for: tokens), besides: misplaced),
            expecting: slot
        )
        findings.report(misplaced.map { .notAllowedHere($0) })
        findings.report(compilation.diagnostics.map(explained))
        return misplaced.isEmpty ? compilation.program : nil
    }

    /// An environment in which misplaced names fit everywhere: they have their finding already.
    private func environment(
        _ environment: Environment,
        besides misplaced: [Located<String>]
    ) -> Environment {
        let foreign = misplaced.map(\.value).filter { ExpressionVariable(rawValue: $0) == nil }
        if foreign.isEmpty { return environment }
        return Environment(
            variables: environment.variables + foreign.map { .init($0, .unknown) }
        )
    }

    /// Names of the language that an expression reads where they do not exist, each once.
    private func misplacedNames(
        _ tokens: [ExpressionToken],
        in text: EmbeddedText,
        at place: ExpressionPlace
    ) -> [Located<String>] {
        var names: [Located<String>] = []
        for token in tokens.variableReads.map({ tokens[$0] }) {
            let exists = ExpressionVariable(rawValue: token.text).map(place.has) ?? true
            let isForeign = Self.bindingNames.contains(token.text)
            guard !exists || isForeign else { continue }
            if names.contains(where: { $0.value == token.text }) { continue }
            names.append(Located(token.text, at: text.span(token.range)))
        }
        return names
    }

    /// Names that exist only in bindings.
    static let bindingNames = ["env", "secret"]

    /// A finding of CEL about a name; when the name is that of a step, in the words of steps.
    private func explained(_ finding: Diagnostic) -> Diagnostic {
        guard finding.code == .undefinedName else { return finding }
        let start = finding.span.range.lowerBound
        let before = finding.span.source.text(of: max(0, start - "steps.?".utf8.count)..<start)
        guard before.hasSuffix("steps.") || before.hasSuffix("steps.?") else { return finding }
        let name = finding.span.text
        guard let reason = unreadable(StepID(name)) else {
            return Diagnostic(
                finding.code,
                "there is no step `\(name)` before this place",
                at: finding.span,
                label: "unknown step",
                help: finding.help
            )
        }
        return Diagnostic(
            finding.code,
            "the output of `\(name)` cannot be read here",
            at: finding.span,
            label: "not in sight here",
            help: [reason]
        )
    }
}

extension [ExpressionToken] {
    /// The indices of the identifiers that read a variable: those that are no selection, no
    /// function, and not bound by a macro such as `map(x, …)`.
    var variableReads: [Int] {
        let bound = boundNames
        return indices.filter { index in
            guard self[index].kind == .identifier, !bound.contains(self[index].text) else {
                return false
            }
            let before = index > 0 ? self[index - 1].text : ""
            let after = index + 1 < count ? self[index + 1].text : ""
            return before != "." && before != ".?" && after != "("
        }
    }

    /// The names that stand alone as a first argument, which is where macros bind.
    private var boundNames: Set<String> {
        var names: Set<String> = []
        for index in indices.dropFirst(2) where index + 1 < count {
            if self[index].kind == .identifier, self[index + 1].text == ",",
                self[index - 1].text == "(", self[index - 2].kind == .identifier
            {
                names.insert(self[index].text)
            }
        }
        return names
    }
}

extension Diagnostic {
    fileprivate static func notAllowedHere(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .notAllowedHere,
            "`\(name.value)` does not exist here",
            at: name.span,
            label: "not in sight here",
            help: [remedy(name.value)]
        )
    }

    private static func remedy(_ name: String) -> String {
        switch ExpressionVariable(rawValue: name) {
        case .error:
            "`error` is what a `catch` rule or a `compensate` is about, and exists only there"
        case .call: "`call` is the call that is being undone, and exists only in its `compensate`"
        case .event:
            "`event` exists only in `where`; after an `await` its data is the step's output"
        case .steps: "the key of a run is computed before its first step: use `input`"
        case .run, .now: "the key of a run is computed before there is a run: use `input`"
        case .input, nil:
            "`env` and `secret` exist only in bindings, so that no secret gets into a run's journal"
        }
    }
}
