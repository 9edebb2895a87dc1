// The codes about events and about decisions by policies.
extension DiagnosticCode {
    static let events: [DiagnosticCode] = [
        .emitWithoutListener,
        .awaitWithoutEmitter,
        .missingMatch,
        .routingPolicy,
        .undeclaredEvent,
    ]

    /// Each event type that is emitted is taken by a workflow checked together with it, or marked
    /// as external.
    public static let emitWithoutListener = DiagnosticCode(
        "WB0901",
        "emit-without-listener",
        .info,
        proves:
            "each event type that is emitted is awaited or starts runs in one of the files checked together, or is marked `external: true`",
        explanation: .emitWithoutListener
    )
    /// Each event type that is awaited or starts runs is emitted by a workflow checked together with
    /// it, or marked as external.
    public static let awaitWithoutEmitter = DiagnosticCode(
        "WB0902",
        "await-without-emitter",
        .warning,
        proves:
            "each event type that is awaited or starts runs is emitted, with data of its declaration, by one of the files checked together, or is marked `external: true`",
        explanation: .awaitWithoutEmitter
    )
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
