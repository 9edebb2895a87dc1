// The codes about events.
extension DiagnosticCode {
    static let events: [DiagnosticCode] = [
        .missingMatch,
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
