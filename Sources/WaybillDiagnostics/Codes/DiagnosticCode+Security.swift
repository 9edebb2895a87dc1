// The codes about secrets, shells and what goes over a network.
extension DiagnosticCode {
    static let security: [DiagnosticCode] = [
        .secretLiteral,
        .shellInjection,
        .plainHTTP,
    ]

    /// No known key shape or high-entropy literal.
    public static let secretLiteral = DiagnosticCode(
        "WB0801",
        "secret-literal",
        .error,
        proves: "no known key shape or high-entropy literal",
        explanation: .secretLiteral
    )
    /// No input spliced into a shell string; argv and stdin only.
    public static let shellInjection = DiagnosticCode(
        "WB0802",
        "shell-injection",
        .error,
        proves: "no input spliced into a shell string; argv and stdin only",
        explanation: .shellInjection
    )
    /// TLS but for loopback.
    public static let plainHTTP = DiagnosticCode(
        "WB0803",
        "plain-http",
        .warning,
        proves: "TLS but for loopback",
        explanation: .plainHTTP
    )
}
