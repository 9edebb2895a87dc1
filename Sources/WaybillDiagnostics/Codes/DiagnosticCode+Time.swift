// The codes about retries and time limits.
extension DiagnosticCode {
    static let time: [DiagnosticCode] = [
        .retryWithoutIdempotency,
        .retryNeverUsed,
        .retriesExceedTimeout,
        .noTimeout,
        .unboundedBeforePivot,
        .holdOutlivesReservation,
    ]

    /// A retried call has `idempotency: key` or `natural`.
    public static let retryWithoutIdempotency = DiagnosticCode(
        "WB0501",
        "retry-without-idempotency",
        .error,
        proves:
            "a retried call has `idempotency: key` or `natural`; what a scope that begins anew calls again is undone before, or does no harm twice",
        explanation: .retryWithoutIdempotency
    )
    /// The retry can happen.
    public static let retryNeverUsed = DiagnosticCode(
        "WB0502",
        "retry-never-used",
        .warning,
        proves:
            "the retry can happen: `initial_delay` ≤ `max_elapsed`, codes declared, not `retry: never`",
        explanation: .retryNeverUsed
    )
    /// The worst case of attempts fits in the enclosing timeouts.
    public static let retriesExceedTimeout = DiagnosticCode(
        "WB0503",
        "retries-exceed-timeout",
        .warning,
        proves: "the worst case of attempts fits in the enclosing timeouts",
        explanation: .retriesExceedTimeout
    )
    /// Every call, await and child run has a bound, or `timeout: never`.
    public static let noTimeout = DiagnosticCode(
        "WB0504",
        "no-timeout",
        .error,
        proves: "every call, await, child run and lock has a bound, or `timeout: never`",
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
    /// The longest way from a reservation to its commit is within what the contract holds.
    public static let holdOutlivesReservation = DiagnosticCode(
        "WB0506",
        "hold-outlives-reservation",
        .warning,
        proves:
            "the longest way from a reservation to its commit is within the contract's `holds_for`",
        explanation: .holdOutlivesReservation
    )
}
