package import WaybillDiagnostics

/// How a step is undone.
package enum Compensation: Sendable {
    /// The author wrote `compensate: none`: what it did stays.
    case none(Span)
    case call(UndoCall)
}

/// The call that undoes a step.
package struct UndoCall: Sendable {
    package let call: Call
    package let timeout: TimeLimit?
    package let retry: RetryPolicy
    /// Whether its input reads `call.output` plainly, so that an unknown effect must be settled
    /// before it can be undone.
    package let needsOutput: Bool

    package init(call: Call, timeout: TimeLimit?, retry: RetryPolicy, needsOutput: Bool) {
        self.call = call
        self.timeout = timeout
        self.retry = retry
        self.needsOutput = needsOutput
    }
}
