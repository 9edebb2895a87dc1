// The codes about what is computed and declared, data given to a run, and bindings.
extension DiagnosticCode {
    static let data: [DiagnosticCode] = [
        .unusedOutput,
        .unusedDeclaration,
        .badInput,
        .badBinding,
        .evaluationFailed,
    ]

    /// What `set` computes is read.
    public static let unusedOutput = DiagnosticCode(
        "WB0601",
        "unused-output",
        .info,
        proves: "what `set` computes is read",
        explanation: .unusedOutput
    )
    /// Types, policies, contracts in the file, outcomes are used.
    public static let unusedDeclaration = DiagnosticCode(
        "WB0602",
        "unused-declaration",
        .warning,
        proves: "types, policies, contracts in the file, outcomes are used",
        explanation: .unusedDeclaration
    )
    /// Data given to a run has the type that the workflow declares for it.
    public static let badInput = DiagnosticCode(
        "WB0701",
        "bad-input",
        .error,
        isRequired: true,
        proves: "data given to a run has the declared type",
        explanation: .badInput
    )
    /// Every handler of the workflow has a binding that can be carried out.
    public static let badBinding = DiagnosticCode(
        "WB0702",
        "bad-binding",
        .error,
        isRequired: true,
        proves: "every handler called has a binding",
        explanation: .badBinding
    )
    /// An expression that was tried has a value.
    public static let evaluationFailed = DiagnosticCode(
        "WB0703",
        "evaluation-failed",
        .error,
        isRequired: true,
        proves: "an expression that is tried has a value",
        explanation: .evaluationFailed
    )
}
