// The codes about retries and time limits.
extension DiagnosticCode {
    static let time: [DiagnosticCode] = [
        .retryWithoutIdempotency,
        .noTimeout,
        .unboundedBeforePivot,
    ]

    /// A retried call has `idempotency: key` or `natural`.
    public static let retryWithoutIdempotency = DiagnosticCode(
        "WB0501",
        "retry-without-idempotency",
        .error,
        proves: "a retried call has `idempotency: key` or `natural`",
        explanation: .retryWithoutIdempotency
    )
    /// Every call, await and child run has a bound, or `timeout: never`.
    public static let noTimeout = DiagnosticCode(
        "WB0504",
        "no-timeout",
        .error,
        proves: "every call, await and child run has a bound, or `timeout: never`",
        explanation: .noTimeout
    )
    /// Retries are finite while money or stock is held.
    public static let unboundedBeforePivot = DiagnosticCode(
        "WB0505",
        "unbounded-before-pivot",
        .error,
        proves: "retries are finite while money or stock is held",
        explanation: .unboundedBeforePivot
    )
}
