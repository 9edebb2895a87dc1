package import WaybillDiagnostics

/// How a step is undone.
package enum Compensation: Sendable {
    /// The author wrote `compensate: none`: what it did stays.
    case none(Span)
    case call(UndoCall)
    /// It is done as soon as the event is recorded.
    case emit(Emit, needsOutput: Bool)

    /// The call that undoes the step; `nil` when none does.
    package var call: UndoCall? {
        if case .call(let undo) = self { undo } else { nil }
    }

    /// Whether its expressions read `call.output` plainly, so that an unknown effect must be
    /// settled before it can be undone.
    package var needsOutput: Bool {
        switch self {
        case .none: false
        case .call(let undo): undo.needsOutput
        case .emit(_, let needsOutput): needsOutput
        }
    }
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
