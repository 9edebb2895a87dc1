/// The rule behind a finding: its code, name and level, and what its silence proves.
///
/// The table below is the only list of codes; tests demand a fixture for each of its rows.
public struct DiagnosticCode: Hashable, Sendable {
    /// `WB` and four digits, never reused.
    public let code: String
    /// The rule's kebab-case name.
    public let name: String
    /// How bad a finding of it is, unless configuration says otherwise.
    public let level: Diagnostic.Severity
    /// What holds of a file when the rule says nothing.
    public let proves: String

    private init(
        _ code: String,
        _ name: String,
        _ level: Diagnostic.Severity,
        proves: String
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.proves = proves
    }
}

extension DiagnosticCode {
    /// One well-formed YAML stream.
    public static let yamlSyntax = DiagnosticCode(
        "WB0001",
        "yaml-syntax",
        .error,
        proves: "one well-formed YAML stream"
    )
    /// No tab indents.
    public static let tabIndent = DiagnosticCode(
        "WB0002",
        "tab-indent",
        .error,
        proves: "no tab indents"
    )
    /// Each mapping key once.
    public static let duplicateKey = DiagnosticCode(
        "WB0003",
        "duplicate-key",
        .error,
        proves: "each mapping key once"
    )
    /// Every `*x` has an earlier `&x`.
    public static let undefinedAlias = DiagnosticCode(
        "WB0004",
        "undefined-alias",
        .error,
        proves: "every `*x` has an earlier `&x`"
    )
    /// No recursive alias, expansion at most 100 × the events.
    public static let aliasExpansion = DiagnosticCode(
        "WB0005",
        "alias-expansion",
        .error,
        proves: "no recursive alias, expansion at most 100 × the events"
    )
    /// File ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100.
    public static let resourceLimit = DiagnosticCode(
        "WB0006",
        "resource-limit",
        .error,
        proves: "file ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100"
    )
    /// Exactly one, not empty.
    public static let oneDocument = DiagnosticCode(
        "WB0007",
        "one-document",
        .error,
        proves: "exactly one, not empty"
    )
    /// Only core tags.
    public static let unknownTag = DiagnosticCode(
        "WB0008",
        "unknown-tag",
        .error,
        proves: "only core tags"
    )
    /// No expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture.
    public static let unquotedExpression = DiagnosticCode(
        "WB0012",
        "unquoted-expression",
        .error,
        proves:
            "no expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture"
    )
    /// Each node has the shape its key asks.
    public static let wrongShape = DiagnosticCode(
        "WB0101",
        "wrong-shape",
        .error,
        proves: "each node has the shape its key asks"
    )
    /// Every key is known here.
    public static let unknownKey = DiagnosticCode(
        "WB0102",
        "unknown-key",
        .error,
        proves: "every key is known here"
    )
    /// Required keys are there.
    public static let missingKey = DiagnosticCode(
        "WB0103",
        "missing-key",
        .error,
        proves: "required keys are there"
    )
    /// One action per step; one-of groups hold.
    public static let exclusiveKeys = DiagnosticCode(
        "WB0104",
        "exclusive-keys",
        .error,
        proves: "one action per step; one-of groups hold"
    )
    /// Durations, decimals, enums parse and are in range.
    public static let badLiteral = DiagnosticCode(
        "WB0105",
        "bad-literal",
        .error,
        proves: "durations, decimals, enums parse and are in range"
    )
    /// This tool knows the version.
    public static let unsupportedVersion = DiagnosticCode(
        "WB0106",
        "unsupported-version",
        .error,
        proves: "this tool knows the version"
    )
    /// Ids are unique and are identifiers.
    public static let badId = DiagnosticCode(
        "WB0107",
        "bad-id",
        .error,
        proves: "ids are unique and are identifiers"
    )
    /// Every `use` is readable, and no `use` is circular.
    public static let useNotFound = DiagnosticCode(
        "WB0108",
        "use-not-found",
        .error,
        proves: "every `use` is readable, and no `use` is circular"
    )
    /// Every key is one that this version carries out.
    public static let notSupportedYet = DiagnosticCode(
        "WB0109",
        "not-supported-yet",
        .error,
        proves: "every key is one that this version carries out"
    )
    /// Every `to`/`then` names a step it may name.
    public static let undefinedTarget = DiagnosticCode(
        "WB0201",
        "undefined-target",
        .error,
        proves: "every `to`/`then` names a step it may name"
    )
    /// Control moves forward only.
    public static let backwardJump = DiagnosticCode(
        "WB0202",
        "backward-jump",
        .error,
        proves: "control moves forward only"
    )
    /// Every step can be reached.
    public static let unreachableStep = DiagnosticCode(
        "WB0203",
        "unreachable-step",
        .warning,
        proves: "every step can be reached"
    )
    /// Some rule always matches.
    public static let routeNotExhaustive = DiagnosticCode(
        "WB0204",
        "route-not-exhaustive",
        .error,
        proves: "some rule always matches"
    )
    /// Every way to the end names its outcome where outcomes are declared.
    public static let missingFinish = DiagnosticCode(
        "WB0208",
        "missing-finish",
        .warning,
        proves: "every way to the end names its outcome where outcomes are declared"
    )
    /// Expressions parse.
    public static let celSyntax = DiagnosticCode(
        "WB0301",
        "cel-syntax",
        .error,
        proves: "expressions parse"
    )
    /// Expressions type-check in their slot.
    public static let celType = DiagnosticCode(
        "WB0302",
        "cel-type",
        .error,
        proves: "expressions type-check in their slot"
    )
    /// Names and fields exist.
    public static let undefinedName = DiagnosticCode(
        "WB0303",
        "undefined-name",
        .error,
        proves: "names and fields exist"
    )
    /// A step that is read has run on every path here.
    public static let maybeUndefined = DiagnosticCode(
        "WB0304",
        "maybe-undefined",
        .error,
        proves: "a step that is read has run on every path here"
    )
    /// A call's inputs are all given, typed, and none is extra.
    public static let handlerContract = DiagnosticCode(
        "WB0305",
        "handler-contract",
        .error,
        proves: "a call's inputs are all given, typed, and none is extra"
    )
    /// Names are used where they exist.
    public static let notAllowedHere = DiagnosticCode(
        "WB0306",
        "not-allowed-here",
        .error,
        proves: "names are used where they exist"
    )
    /// Every handler, workflow, policy and type named exists.
    public static let unknownHandler = DiagnosticCode(
        "WB0309",
        "unknown-handler",
        .error,
        proves: "every handler, workflow, policy and type named exists"
    )
    /// Every call with an effect, before the pivot, has `compensate` (or `compensate: none`).
    public static let missingCompensation = DiagnosticCode(
        "WB0401",
        "missing-compensation",
        .error,
        proves:
            "every call with an effect, before the pivot, has `compensate` (or `compensate: none`)"
    )
    /// `compensate` calls a handler that `undoes` the step's effect.
    public static let wrongCompensation = DiagnosticCode(
        "WB0402",
        "wrong-compensation",
        .error,
        proves: "`compensate` calls a handler that `undoes` the step's effect"
    )
    /// After the pivot only what is retriable without end, or caught.
    public static let mayFailAfterPivot = DiagnosticCode(
        "WB0403",
        "may-fail-after-pivot",
        .error,
        proves: "after the pivot only what is retriable without end, or caught"
    )
    /// Each undo's handler is idempotent.
    public static let compensationNotIdempotent = DiagnosticCode(
        "WB0404",
        "compensation-not-idempotent",
        .error,
        proves: "each undo's handler is idempotent"
    )
    /// A call whose effect can be unknown has an undo that is `safe_if_absent`.
    public static let undoOfNothing = DiagnosticCode(
        "WB0406",
        "undo-of-nothing",
        .error,
        proves: "a call whose effect can be unknown has an undo that is `safe_if_absent`"
    )
    /// At most one pivot on a path.
    public static let severalPivots = DiagnosticCode(
        "WB0407",
        "several-pivots",
        .error,
        proves: "at most one pivot on a path"
    )
    /// A pivot stands where LANGUAGE.md allows it.
    public static let misplacedPivot = DiagnosticCode(
        "WB0410",
        "misplaced-pivot",
        .error,
        proves: "a pivot stands where LANGUAGE.md allows it"
    )
    /// Such a call has an undo that `fences`, or says `settles_in`.
    public static let lateEffect = DiagnosticCode(
        "WB0411",
        "late-effect",
        .error,
        proves: "such a call has an undo that `fences`, or says `settles_in`"
    )
    /// A pivot's handler is `key` or `natural`.
    public static let pivotCannotBeAskedAgain = DiagnosticCode(
        "WB0413",
        "pivot-cannot-be-asked-again",
        .error,
        proves: "a pivot's handler is `key` or `natural`"
    )
    /// No ending that undoes can be reached after the pivot.
    public static let undoingAfterPivot = DiagnosticCode(
        "WB0414",
        "undoing-after-pivot",
        .error,
        proves: "no ending that undoes can be reached after the pivot"
    )
    /// Each contract says `effect` or `undoes`.
    public static let effectNotDeclared = DiagnosticCode(
        "WB0415",
        "effect-not-declared",
        .error,
        proves: "each contract says `effect` or `undoes`"
    )
    /// A retried call has `idempotency: key` or `natural`.
    public static let retryWithoutIdempotency = DiagnosticCode(
        "WB0501",
        "retry-without-idempotency",
        .error,
        proves: "a retried call has `idempotency: key` or `natural`"
    )
    /// Every call, await and child run has a bound, or `timeout: never`.
    public static let noTimeout = DiagnosticCode(
        "WB0504",
        "no-timeout",
        .error,
        proves: "every call, await and child run has a bound, or `timeout: never`"
    )
    /// Retries are finite while money or stock is held.
    public static let unboundedBeforePivot = DiagnosticCode(
        "WB0505",
        "unbounded-before-pivot",
        .error,
        proves: "retries are finite while money or stock is held"
    )
    /// Each `await` names what correlates it.
    public static let missingMatch = DiagnosticCode(
        "WB0903",
        "missing-match",
        .error,
        proves: "each `await` names what correlates it"
    )
    /// Each event type awaited, emitted or starting a run is declared under `events`.
    public static let undeclaredEvent = DiagnosticCode(
        "WB0905",
        "undeclared-event",
        .error,
        proves: "each event type awaited, emitted or starting a run is declared under `events`"
    )
    /// Data given to a run has the type that the workflow declares for it.
    public static let badInput = DiagnosticCode(
        "WB0701",
        "bad-input",
        .error,
        proves: "data given to a run has the declared type"
    )
    /// Every handler of the workflow has a binding that can be carried out.
    public static let badBinding = DiagnosticCode(
        "WB0702",
        "bad-binding",
        .error,
        proves: "every handler called has a binding"
    )

    /// Every code, in order.
    public static let all: [DiagnosticCode] = [
        .yamlSyntax,
        .tabIndent,
        .duplicateKey,
        .undefinedAlias,
        .aliasExpansion,
        .resourceLimit,
        .oneDocument,
        .unknownTag,
        .unquotedExpression,
        .wrongShape,
        .unknownKey,
        .missingKey,
        .exclusiveKeys,
        .badLiteral,
        .unsupportedVersion,
        .badId,
        .useNotFound,
        .notSupportedYet,
        .undefinedTarget,
        .backwardJump,
        .unreachableStep,
        .routeNotExhaustive,
        .missingFinish,
        .celSyntax,
        .celType,
        .undefinedName,
        .maybeUndefined,
        .handlerContract,
        .notAllowedHere,
        .unknownHandler,
        .missingCompensation,
        .wrongCompensation,
        .mayFailAfterPivot,
        .compensationNotIdempotent,
        .undoOfNothing,
        .severalPivots,
        .misplacedPivot,
        .lateEffect,
        .pivotCannotBeAskedAgain,
        .undoingAfterPivot,
        .effectNotDeclared,
        .retryWithoutIdempotency,
        .noTimeout,
        .unboundedBeforePivot,
        .missingMatch,
        .undeclaredEvent,
        .badInput,
        .badBinding,
    ]
}
