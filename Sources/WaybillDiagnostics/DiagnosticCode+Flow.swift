// The codes about where control goes.
extension DiagnosticCode {
    static let flow: [DiagnosticCode] = [
        .undefinedTarget,
        .backwardJump,
        .unreachableStep,
        .routeNotExhaustive,
        .missingFinish,
    ]

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
}
