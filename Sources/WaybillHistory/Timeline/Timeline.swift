package import CEL
package import WaybillInterpreter
package import WaybillModel

/// The story of a run: a fold over its events, told with the names of the definition it is pinned to.
package struct Timeline: Sendable {
    package let run: RunID
    package let workflow: WorkflowName
    package let key: String?
    package let status: RunStatus
    /// The named ending of a completed run.
    package let outcome: OutcomeName?
    package let startedAt: Timestamp
    package let updatedAt: Timestamp
    /// In the order they began.
    package let entries: [TimelineEntry]

    package init(of events: [RecordedEvent], workflow: Workflow) {
        var builder = TimelineBuilder(workflow: workflow)
        for event in events { builder.tell(event) }
        run = builder.state.id
        self.workflow = workflow.name
        key = builder.state.key
        status = builder.state.status
        outcome = builder.state.outcome
        startedAt = builder.state.startedAt
        updatedAt = builder.state.now
        entries = builder.entries
    }

    /// How long the run has taken so far, or took.
    package var duration: Duration { updatedAt.duration(since: startedAt) }
}

extension RunState {
    /// The named ending of a completed run.
    var outcome: OutcomeName? {
        if case .completed(let outcome, _) = end { outcome } else { nil }
    }
}
