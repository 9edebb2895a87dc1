package import CEL
package import WaybillDiagnostics

/// One run of a workflow in a world that is written down, and what is expected of it.
package struct Scenario: Sendable {
    /// What begins the run.
    package enum Beginning: Sendable {
        /// Of the workflow's input type; without expressions over anything.
        case input(Template)
        /// An event that the workflow's `start` takes.
        case event(ScenarioEvent)

        /// Where it stands.
        package var span: Span {
            switch self {
            case .input(let input): input.span
            case .event(let event): event.data.span
            }
        }
    }

    package let name: String
    /// The virtual time at which the run is started.
    package let startsAt: Timestamp
    package let beginning: Beginning
    /// What the services answer.
    package let scripts: [HandlerName: HandlerScript]
    /// What comes from outside, in the order of the file.
    package let happenings: [Happening]
    /// How long the run is watched; `nil` until nothing more happens.
    package let until: Duration?
    package let expectation: Expectation
    /// Where its name stands.
    package let span: Span

    package init(
        name: String,
        startsAt: Timestamp,
        beginning: Beginning,
        scripts: [HandlerName: HandlerScript],
        happenings: [Happening],
        until: Duration?,
        expectation: Expectation,
        span: Span
    ) {
        self.name = name
        self.startsAt = startsAt
        self.beginning = beginning
        self.scripts = scripts
        self.happenings = happenings
        self.until = until
        self.expectation = expectation
        self.span = span
    }
}
