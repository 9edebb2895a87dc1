// The codes about what is undone, and the point of no return.
extension DiagnosticCode {
    static let sagas: [DiagnosticCode] = [
        .missingCompensation,
        .wrongCompensation,
        .mayFailAfterPivot,
        .compensationNotIdempotent,
        .compensationData,
        .undoOfNothing,
        .severalPivots,
        .effectInRace,
        .compensationCanGiveUp,
        .misplacedPivot,
        .lateEffect,
        .undoNotSpecific,
        .pivotCannotBeAskedAgain,
        .undoingAfterPivot,
        .effectNotDeclared,
    ]

    /// Every call with an effect, before the pivot, has `compensate` (or `compensate: none`).
    public static let missingCompensation = DiagnosticCode(
        "WB0401",
        "missing-compensation",
        .error,
        proves:
            "every call with an effect, before the pivot, has `compensate` (or `compensate: none`)",
        explanation: .missingCompensation
    )
    /// `compensate` calls a handler that `undoes` the step's effect.
    public static let wrongCompensation = DiagnosticCode(
        "WB0402",
        "wrong-compensation",
        .error,
        proves: "`compensate` calls a handler that `undoes` the step's effect",
        explanation: .wrongCompensation
    )
    /// After the pivot only what is retriable without end, or caught.
    public static let mayFailAfterPivot = DiagnosticCode(
        "WB0403",
        "may-fail-after-pivot",
        .error,
        proves: "after the pivot only what is retriable without end, or caught",
        explanation: .mayFailAfterPivot
    )
    /// Each undo's handler is idempotent.
    public static let compensationNotIdempotent = DiagnosticCode(
        "WB0404",
        "compensation-not-idempotent",
        .error,
        proves: "each undo's handler is idempotent",
        explanation: .compensationNotIdempotent
    )
    /// An undo reads only what is recorded before its step.
    public static let compensationData = DiagnosticCode(
        "WB0405",
        "compensation-data",
        .error,
        isRequired: true,
        proves: "an undo reads only what is recorded before its step",
        explanation: .compensationData
    )
    /// A call whose effect can be unknown has an undo that is `safe_if_absent`.
    public static let undoOfNothing = DiagnosticCode(
        "WB0406",
        "undo-of-nothing",
        .error,
        proves: "a call whose effect can be unknown has an undo that is `safe_if_absent`",
        explanation: .undoOfNothing
    )
    /// At most one pivot on a path.
    public static let severalPivots = DiagnosticCode(
        "WB0407",
        "several-pivots",
        .error,
        isRequired: true,
        proves: "at most one pivot on a path",
        explanation: .severalPivots
    )
    /// No effect that cannot be undone inside a join that some branches may lose.
    public static let effectInRace = DiagnosticCode(
        "WB0408",
        "effect-in-race",
        .error,
        proves: "no effect that cannot be undone inside a join that some branches may lose",
        explanation: .effectInRace
    )
    /// Each undo retries long enough, or the parking is accepted.
    public static let compensationCanGiveUp = DiagnosticCode(
        "WB0409",
        "compensation-can-give-up",
        .warning,
        proves: "each undo retries long enough, or the parking is accepted",
        explanation: .compensationCanGiveUp
    )
    /// A pivot stands where LANGUAGE.md allows it.
    public static let misplacedPivot = DiagnosticCode(
        "WB0410",
        "misplaced-pivot",
        .error,
        isRequired: true,
        proves: "a pivot stands where LANGUAGE.md allows it",
        explanation: .misplacedPivot
    )
    /// Such a call has an undo that `fences`, or says `settles_in`.
    public static let lateEffect = DiagnosticCode(
        "WB0411",
        "late-effect",
        .error,
        proves: "such a call has an undo that `fences`, or says `settles_in`",
        explanation: .lateEffect
    )
    /// Live instances of one step have undos with different arguments.
    public static let undoNotSpecific = DiagnosticCode(
        "WB0412",
        "undo-not-specific",
        .warning,
        proves: "live instances of one step have undos with different arguments",
        explanation: .undoNotSpecific
    )
    /// A pivot's handler is `key` or `natural`.
    public static let pivotCannotBeAskedAgain = DiagnosticCode(
        "WB0413",
        "pivot-cannot-be-asked-again",
        .error,
        proves: "a pivot's handler is `key` or `natural`",
        explanation: .pivotCannotBeAskedAgain
    )
    /// No ending that undoes can be reached after the pivot.
    public static let undoingAfterPivot = DiagnosticCode(
        "WB0414",
        "undoing-after-pivot",
        .error,
        isRequired: true,
        proves: "no ending that undoes can be reached after the pivot",
        explanation: .undoingAfterPivot
    )
    /// Each contract says `effect` or `undoes`.
    public static let effectNotDeclared = DiagnosticCode(
        "WB0415",
        "effect-not-declared",
        .error,
        proves: "each contract says `effect` or `undoes`",
        explanation: .effectNotDeclared
    )
}
