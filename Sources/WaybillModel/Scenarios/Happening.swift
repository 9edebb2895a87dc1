package import CEL
package import WaybillDiagnostics

/// Something that comes from outside while a scenario runs.
package struct Happening: Sendable {
    package enum Kind: Sendable {
        case event(ScenarioEvent)
        case request(ScenarioRequest, isRefused: Bool)
    }

    /// When it happens.
    package enum Moment: Hashable, Sendable {
        case after(Duration)
        case at(Timestamp)

        /// The moment for a scenario that starts then.
        package func time(from start: Timestamp) -> Timestamp {
            switch self {
            case .after(let duration): start.advanced(by: duration)
            case .at(let time): time
            }
        }
    }

    package let moment: Moment
    package let kind: Kind
    package let span: Span

    package init(moment: Moment, kind: Kind, span: Span) {
        self.moment = moment
        self.kind = kind
        self.span = span
    }
}

/// An event that a scenario delivers. Expressions in it see the run's `input`.
package struct ScenarioEvent: Sendable {
    package let type: EventType
    package let id: String
    package let source: String
    package let subject: String?
    package let data: Template

    package init(
        type: EventType,
        id: String,
        source: String,
        subject: String?,
        data: Template
    ) {
        self.type = type
        self.id = id
        self.source = source
        self.subject = subject
        self.data = data
    }
}

/// What an operator asks in a scenario.
package enum ScenarioRequest: Sendable {
    case cancel(reason: String?)
    /// Of everything parked when there is no step.
    case retry(StepReference?)
    case skip(StepReference?, reason: String)
    case resolve(StepReference?, output: Template, reason: String)
}

/// A step of a workflow as a scenario names it: by its id, or by its whole path where it runs more
/// than once.
package struct StepReference: Hashable, Sendable {
    /// `hold`, or `reserve[0]/hold`.
    package let text: String
    /// The step's id.
    package let step: StepID

    package init(text: String, step: StepID) {
        self.text = text
        self.step = step
    }

    /// Whether it names a path, and not just an id.
    package var isPath: Bool { text != step.rawValue }
}
