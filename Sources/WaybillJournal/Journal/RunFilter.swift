package import WaybillInterpreter
package import WaybillModel

/// Which runs to list. What is `nil` does not matter.
package struct RunFilter: Hashable, Sendable {
    package var workflow: WorkflowName?
    package var key: String?
    package var correlation: CorrelationID?
    /// One of these.
    package var statuses: Set<RunStatus>?

    package init(
        workflow: WorkflowName? = nil,
        key: String? = nil,
        correlation: CorrelationID? = nil,
        statuses: Set<RunStatus>? = nil
    ) {
        self.workflow = workflow
        self.key = key
        self.correlation = correlation
        self.statuses = statuses
    }

    /// All runs.
    package static let all = RunFilter()

    /// Whether a run is one of them.
    package func matches(_ run: RunRecord) -> Bool {
        (workflow == nil || run.workflow == workflow)
            && (key == nil || run.key == key)
            && (correlation == nil || run.correlation == correlation)
            && (statuses?.contains(run.status) ?? true)
    }
}
