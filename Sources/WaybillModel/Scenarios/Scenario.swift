package import CEL
package import WaybillDiagnostics

/// One run of a workflow in a world that is written down, and what is expected of it.
package struct Scenario: Sendable {
    package let name: String
    /// The virtual time at which the run is started.
    package let startsAt: Timestamp
    /// Of the workflow's input type; without expressions over anything.
    package let input: Template
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
        input: Template,
        scripts: [HandlerName: HandlerScript],
        happenings: [Happening],
        until: Duration?,
        expectation: Expectation,
        span: Span
    ) {
        self.name = name
        self.startsAt = startsAt
        self.input = input
        self.scripts = scripts
        self.happenings = happenings
        self.until = until
        self.expectation = expectation
        self.span = span
    }
}
