import CEL
import WaybillDiagnostics
import WaybillModel

/// What is known of a step whose output an expression cannot read.
enum StepKnowledge {
    /// There is none of the name.
    case none
    /// It may be in a part of the file that could not be read.
    case lost
    case unreadable(String)
    /// It does not run before the place.
    case later(String)
}

/// Compiles the expressions of a workflow, each in the environment of its place.
final class ExpressionCompiler {
    let findings: Findings
    /// What is known of a step that CEL does not find at a place, by its id.
    private let knowledge: (StepID) -> StepKnowledge
    /// What was compiled without a finding, for places where the same is written and known.
    private var compiled: [Slot: [Program]] = [:]
    /// Whether something that decides where control goes, or when, could not be compiled.
    private(set) var hasLostControl = false

    /// A text and the type that is asked of it. Texts are held apart byte by byte: equal strings may
    /// be written differently. Types of equal fields may have different names.
    private struct Slot: Hashable {
        let text: [UInt8]
        let type: ValueType?
        let typeName: String?

        init(_ text: EmbeddedText, _ type: ValueType?) {
            self.text = Array(text.text.utf8)
            self.type = type
            typeName = type?.description
        }
    }

    init(findings: Findings, knowledge: @escaping (StepID) -> StepKnowledge) {
        self.findings = findings
        self.knowledge = knowledge
    }

    /// The program of an expression that decides what is done; `nil`, with findings, when something
    /// is wrong with it.
    func compile(
        _ text: EmbeddedText,
        at place: ExpressionPlace,
        expecting slot: ValueType? = nil
    ) -> Program? {
        let program = compileValue(text, at: place, expecting: slot)
        if program == nil { hasLostControl = true }
        return program
    }

    /// The program of an expression that only gives a value to pass on.
    func compileValue(
        _ text: EmbeddedText,
        at place: ExpressionPlace,
        expecting slot: ValueType? = nil
    ) -> Program? {
        if findings.isBent(text.whole) { return nil }
        let key = Slot(text, slot)
        let before = compiled[key] ?? []
        if let program = before.first(where: place.fits) { return program.moved(to: text) }
        let tokens = ExpressionScanner.tokens(of: text.text)
        let misplaced = misplacedNames(tokens, in: text, at: place)
        let compilation = Program.compile(
            text,
            in: environment(place.environment(for: tokens), besides: misplaced),
            expecting: slot
        )
        for name in misplaced {
            if name.value == ExpressionVariable.input.rawValue, place.remedy == nil {
                findings.reportMissing(.noInputDeclared(name))
            } else {
                findings.report(.notAllowedHere(name, remedy: place.remedy), for: place.user)
            }
        }
        for finding in compilation.diagnostics { report(finding, at: place) }
        guard let program = compilation.program, misplaced.isEmpty else { return nil }
        if compilation.diagnostics.isEmpty, place.isOrdinary, before.count < Self.mostKept {
            compiled[key] = before + [program]
        }
        return program
    }

    /// An expression is kept for so many places that differ.
    private static let mostKept = 4

    /// An environment in which misplaced names fit everywhere: they have their finding already.
    private func environment(
        _ environment: Environment,
        besides misplaced: [Located<String>]
    ) -> Environment {
        let foreign = misplaced.map(\.value).filter { name in
            !environment.variables.contains { $0.name == name }
        }
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

    /// Reports a finding of CEL; one about the name of a step in the words of steps.
    private func report(_ finding: Diagnostic, at place: ExpressionPlace) {
        guard finding.code == .undefinedName, place.user == nil else {
            return findings.report(finding, for: place.user)
        }
        let start = finding.span.range.lowerBound
        let before = finding.span.source.text(of: max(0, start - "steps.?".utf8.count)..<start)
        guard before.hasSuffix("steps.") || before.hasSuffix("steps.?") else {
            return findings.reportMissing(finding)
        }
        switch knowledge(StepID(finding.span.text)) {
        case .lost: break
        case .none: findings.reportMissing(.undefinedStep(finding))
        case .unreadable(let reason): findings.report(.unreadableStep(finding, reason))
        case .later(let reason):
            findings.report(
                place.has(.call)
                    ? .compensationData(finding) : .unreadableStep(finding, reason)
            )
        }
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
    fileprivate static func undefinedStep(_ finding: Diagnostic) -> Diagnostic {
        Diagnostic(
            finding.code,
            "there is no step `\(finding.span.text)` before this place",
            at: finding.span,
            label: "unknown step",
            help: finding.help.map {
                $0.replacing("the fields are", with: "the steps seen here are")
            }
        )
    }

    fileprivate static func unreadableStep(_ finding: Diagnostic, _ reason: String) -> Diagnostic {
        Diagnostic(
            finding.code,
            "the output of `\(finding.span.text)` cannot be read here",
            at: finding.span,
            label: "not in sight here",
            help: [reason]
        )
    }

    /// WB0405
    fileprivate static func compensationData(_ finding: Diagnostic) -> Diagnostic {
        Diagnostic(
            .compensationData,
            "an undo cannot read `\(finding.span.text)`, which its step did not see",
            at: finding.span,
            label: "not recorded before the step",
            notes: ["the undo may run when nothing after the step has"],
            help: [
                "read what the step was given, `call.input`, or what it gave, `call.output`, or a step before it"
            ]
        )
    }

    fileprivate static func noInputDeclared(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .undefinedName,
            "the workflow declares no input",
            at: name.span,
            label: "nothing is known of it",
            help: ["declare its type at the top of the file: `input: Order`"]
        )
    }

    fileprivate static func notAllowedHere(
        _ name: Located<String>,
        remedy: String?
    ) -> Diagnostic {
        Diagnostic(
            .notAllowedHere,
            "`\(name.value)` does not exist here",
            at: name.span,
            label: "not in sight here",
            help: [remedy ?? self.remedy(name.value)]
        )
    }

    private static func remedy(_ name: String) -> String {
        switch ExpressionVariable(rawValue: name) {
        case .error:
            "`error` exists only in `catch`, in `compensate`, and in `after` where an error ended the run"
        case .call: "`call` is the call that is being undone, and exists only in its `compensate`"
        case .event:
            "`event` exists only in `where` and `start`; after an `await` its data is the step's output"
        case .steps: "the key of a run is computed before its first step: use `input`"
        case .run, .now: "the key of a run is computed before there is a run: use `input`"
        case .previous: "`previous` is the round before, and exists only in `repeat`"
        case .input, nil:
            "`env` and `secret` exist only in bindings, so that no secret gets into a run's journal"
        }
    }
}
