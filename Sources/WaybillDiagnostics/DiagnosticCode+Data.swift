// The codes about data given to a run, and bindings.
extension DiagnosticCode {
    static let data: [DiagnosticCode] = [
        .badInput,
        .badBinding,
        .evaluationFailed,
    ]

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
    /// An expression that was tried has a value.
    public static let evaluationFailed = DiagnosticCode(
        "WB0703",
        "evaluation-failed",
        .error,
        proves: "an expression that is tried has a value"
    )
}
