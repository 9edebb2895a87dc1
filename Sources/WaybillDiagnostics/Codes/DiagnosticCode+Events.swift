// The codes about events and about decisions by policies.
extension DiagnosticCode {
    static let events: [DiagnosticCode] = [
        .missingMatch,
        .routingPolicy,
        .undeclaredEvent,
    ]

    /// Each `await` names what correlates it.
    public static let missingMatch = DiagnosticCode(
        "WB0903",
        "missing-match",
        .error,
        isRequired: true,
        proves: "each `await` names what correlates it",
        explanation: .missingMatch
    )
    /// A policy says all that a decision needs, and is given what it reads.
    public static let routingPolicy = DiagnosticCode(
        "WB0904",
        "routing-policy",
        .error,
        isRequired: true,
        proves: "a policy says all that a decision needs, and is given what it reads",
        explanation: .routingPolicy
    )
    /// Each event type awaited, emitted or starting a run is declared under `events`.
    public static let undeclaredEvent = DiagnosticCode(
        "WB0905",
        "undeclared-event",
        .error,
        isRequired: true,
        proves: "each event type awaited, emitted or starting a run is declared under `events`",
        explanation: .undeclaredEvent
    )
}
