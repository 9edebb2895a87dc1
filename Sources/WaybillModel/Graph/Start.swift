package import CEL
package import WaybillDiagnostics

/// Which events start runs of a workflow, and with which input.
package struct Start: Sendable {
    package let event: EventDeclaration
    /// Over `event`; without it every event of the type starts a run.
    package let condition: Program?
    /// The run's input, over `event`; `nil` for a workflow without one.
    package let input: Template?
    /// Where the event's type stands.
    package let span: Span

    package init(event: EventDeclaration, condition: Program?, input: Template?, span: Span) {
        self.event = event
        self.condition = condition
        self.input = input
        self.span = span
    }
}
