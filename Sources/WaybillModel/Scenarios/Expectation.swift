package import WaybillDiagnostics

/// What must be true of a scenario's run. What is `nil` is not looked at.
package struct Expectation: Sendable {
    package let status: Expected<RunStatus>?
    package let outcome: Expected<OutcomeName>?
    /// What is written of the output must be in it.
    package let output: Expected<Template>?
    package let error: Expected<ExpectedError>?
    package let steps: Expected<ExpectedSteps>?
    /// The steps that are undone, in the order in which they are.
    package let undone: Expected<[StepReference]>?
    package let parked: Expected<[StepReference]>?
    /// The events that it publishes, all of them, in order.
    package let emitted: Expected<[ExpectedEvent]>?
    package let calls: [Expected<ExpectedCall>]
    /// From the start of the run to its end.
    package let elapsed: Expected<ExpectedDuration>?

    package init(
        status: Expected<RunStatus>? = nil,
        outcome: Expected<OutcomeName>? = nil,
        output: Expected<Template>? = nil,
        error: Expected<ExpectedError>? = nil,
        steps: Expected<ExpectedSteps>? = nil,
        undone: Expected<[StepReference]>? = nil,
        parked: Expected<[StepReference]>? = nil,
        emitted: Expected<[ExpectedEvent]>? = nil,
        calls: [Expected<ExpectedCall>] = [],
        elapsed: Expected<ExpectedDuration>? = nil
    ) {
        self.status = status
        self.outcome = outcome
        self.output = output
        self.error = error
        self.steps = steps
        self.undone = undone
        self.parked = parked
        self.emitted = emitted
        self.calls = calls
        self.elapsed = elapsed
    }
}

/// Something expected, with the place that says so.
package struct Expected<Value: Sendable>: Sendable {
    package let value: Value
    package let span: Span

    package init(_ value: Value, at span: Span) {
        self.value = value
        self.span = span
    }
}

/// The error that a run ends with, or is parked because of.
package struct ExpectedError: Sendable {
    package let code: ErrorCode
    /// A part of its message.
    package let message: String?

    package init(code: ErrorCode, message: String?) {
        self.code = code
        self.message = message
    }
}

/// The steps that run.
package enum ExpectedSteps: Sendable {
    /// These and no others, in this order.
    case exactly([StepReference])
    /// At least these, in whatever order, and none of those.
    case including([StepReference], excluding: [StepReference])
}

/// An event that is published.
package struct ExpectedEvent: Sendable {
    package let type: EventType
    /// `nil` for any subject, or none.
    package let subject: Template?
    /// What is written of the data must be in it; `nil` for any data.
    package let data: Template?

    package init(type: EventType, subject: Template?, data: Template?) {
        self.type = type
        self.subject = subject
        self.data = data
    }
}

/// Attempts that reach a service.
package struct ExpectedCall: Sendable {
    package let handler: HandlerName
    /// What is written of the input must be in it; `nil` for any input.
    package let input: Template?
    /// The idempotency key; `nil` for any.
    package let key: Template?
    /// How many attempts are such; `nil` for at least one.
    package let times: Int?

    package init(handler: HandlerName, input: Template?, key: Template?, times: Int?) {
        self.handler = handler
        self.input = input
        self.key = key
        self.times = times
    }
}

/// A duration, or the bounds of one.
package struct ExpectedDuration: Hashable, Sendable {
    package let atLeast: Duration?
    package let atMost: Duration?

    package init(atLeast: Duration?, atMost: Duration?) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// Whether a duration lies within the bounds.
    package func contains(_ duration: Duration) -> Bool {
        (atLeast.map { duration >= $0 } ?? true) && (atMost.map { duration <= $0 } ?? true)
    }
}
