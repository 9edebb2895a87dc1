package import CEL
package import WaybillDiagnostics
package import WaybillInterpreter

/// What happened in a scenario.
package struct ScenarioTrace: Sendable {
    /// The first is the run that the scenario is about; none when its input was refused.
    package let runs: [RunTrace]
    /// Every attempt that reached a service, in order.
    package let attempts: [AttemptTrace]
    package let requests: [RequestTrace]
    /// What kept the scenario from being run to its end.
    package let fault: ScenarioFault?
}

/// An attempt that reached a service.
package struct AttemptTrace: Sendable {
    package let run: RunID
    package let time: Timestamp
    package let invocation: Invocation
}

/// What an operator asked, and what came of it.
package struct RequestTrace: Sendable {
    package let span: Span
    package let isRefusalExpected: Bool
    /// Why it was refused; `nil` when it was not.
    package let refusal: String?
}
