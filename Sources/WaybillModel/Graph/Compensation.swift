package import WaybillDiagnostics

/// How a step is undone.
package enum Compensation: Sendable {
    /// The author wrote `compensate: none`: what it did stays.
    case none(Span)
    /// One after the other, as written.
    case steps([UndoStep])
    /// The child run that the step began undoes what it did.
    case child

    /// What undoes the step; empty for `none`, and where a child run does.
    package var steps: [UndoStep] {
        switch self {
        case .none, .child: []
        case .steps(let steps): steps
        }
    }

    /// Whether the step is undone at all.
    package var undoesSomething: Bool { if case .none = self { false } else { true } }

    /// The calls among what undoes the step.
    package var calls: [UndoCall] { steps.compactMap(\.call) }

    /// One of the steps that undo the step, by its id.
    package func step(_ id: StepID?) -> UndoStep? { steps.first { $0.id == id } }

    /// Whether its expressions read `call.output` plainly, so that an unknown effect must be
    /// settled before it can be undone.
    package var needsOutput: Bool { steps.contains(where: \.needsOutput) }
}

/// One of the steps that undo a step.
package struct UndoStep: Sendable {
    package enum Action: Sendable {
        case call(UndoCall)
        /// It is done as soon as the event is recorded.
        case emit(Emit)
    }

    /// `nil` for the only one of a `compensate` without `steps`.
    package let id: StepID?
    package let action: Action
    /// Whether its expressions read `call.output` plainly.
    package let needsOutput: Bool

    package init(id: StepID?, action: Action, needsOutput: Bool) {
        self.id = id
        self.action = action
        self.needsOutput = needsOutput
    }

    /// The call it makes, if that is what it does.
    package var call: UndoCall? {
        if case .call(let undo) = action { undo } else { nil }
    }
}

/// A call that undoes a step, or a part of what it did.
package struct UndoCall: Sendable {
    package let call: Call
    package let timeout: TimeLimit?
    package let retry: RetryPolicy

    package init(call: Call, timeout: TimeLimit?, retry: RetryPolicy) {
        self.call = call
        self.timeout = timeout
        self.retry = retry
    }
}
