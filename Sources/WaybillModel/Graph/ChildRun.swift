package import WaybillDiagnostics

/// A run of another workflow, on behalf of the run that the step belongs to.
package struct ChildRun: Sendable {
    package let workflow: Workflow
    /// Of the workflow's input type.
    package let input: Template
    /// Whether the step only sees to it that the run begins, and does not wait for its end.
    package let isDetached: Bool
    /// The codes of the errors that it can fail the step with.
    package let codes: [ErrorCode]
    /// Where the workflow's name stands.
    package let span: Span

    package init(workflow: Workflow, input: Template, isDetached: Bool, span: Span) {
        self.workflow = workflow
        self.input = input
        self.isDetached = isDetached
        codes = Self.codes(of: workflow)
        self.span = span
    }

    /// The limit that the workflow itself sets to the run, as long as it holds to the end: past a pivot
    /// it counts no longer.
    package var ownTimeout: TimeLimit? { hasPivot ? nil : workflow.timeout }

    /// Whether its end can commit the run that the step belongs to.
    package var hasPivot: Bool { !isDetached && workflow.nodes.contains(where: \.isPivot) }
}
