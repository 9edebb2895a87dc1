// The codes about where control goes.
extension DiagnosticCode {
    static let flow: [DiagnosticCode] = [
        .undefinedTarget,
        .backwardJump,
        .unreachableStep,
        .routeNotExhaustive,
        .shadowedRule,
        .constantCondition,
        .joinNeverSatisfied,
        .missingFinish,
        .uncaughtCode,
        .leavingABranch,
    ]

    /// Every `to`/`then` names a step it may name.
    public static let undefinedTarget = DiagnosticCode(
        "WB0201",
        "undefined-target",
        .error,
        isRequired: true,
        proves: "every `to`/`then` names a step it may name",
        explanation: .undefinedTarget
    )
    /// Control moves forward only.
    public static let backwardJump = DiagnosticCode(
        "WB0202",
        "backward-jump",
        .error,
        isRequired: true,
        proves: "control moves forward only",
        explanation: .backwardJump
    )
    /// Every step can be reached.
    public static let unreachableStep = DiagnosticCode(
        "WB0203",
        "unreachable-step",
        .warning,
        proves: "every step can be reached",
        explanation: .unreachableStep
    )
    /// Some rule always matches.
    public static let routeNotExhaustive = DiagnosticCode(
        "WB0204",
        "route-not-exhaustive",
        .error,
        isRequired: true,
        proves: "some rule always matches",
        explanation: .routeNotExhaustive
    )
    /// Every rule can be the first to match.
    public static let shadowedRule = DiagnosticCode(
        "WB0205",
        "shadowed-rule",
        .warning,
        proves: "every rule can be the first to match",
        explanation: .shadowedRule
    )
    /// No condition is always true or always false.
    public static let constantCondition = DiagnosticCode(
        "WB0206",
        "constant-condition",
        .warning,
        proves: "no condition is always true or always false",
        explanation: .constantCondition
    )
    /// Every join can be met.
    public static let joinNeverSatisfied = DiagnosticCode(
        "WB0207",
        "join-never-satisfied",
        .error,
        isRequired: true,
        proves: "every join can be met",
        explanation: .joinNeverSatisfied
    )
    /// Every way to the end names its outcome where outcomes are declared.
    public static let missingFinish = DiagnosticCode(
        "WB0208",
        "missing-finish",
        .warning,
        proves: "every way to the end names its outcome where outcomes are declared",
        explanation: .missingFinish
    )
    /// Every declared error is caught or undone.
    public static let uncaughtCode = DiagnosticCode(
        "WB0209",
        "uncaught-code",
        .info,
        proves: "every declared error is caught or undone",
        explanation: .uncaughtCode
    )
    /// No `to`, `end`, `finish` crosses a branch's or an iteration's border.
    public static let leavingABranch = DiagnosticCode(
        "WB0210",
        "leaving-a-branch",
        .error,
        isRequired: true,
        proves: "no `to`, `end`, `finish` crosses a branch's or an iteration's border",
        explanation: .leavingABranch
    )
}
