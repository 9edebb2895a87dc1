package import CEL
package import WaybillInterpreter
package import WaybillModel

/// What the index of runs says about one: enough to list it, to find it by its key and to know when
/// it is next due. All of it follows from the run's events.
package struct RunRecord: Hashable, Sendable {
    package let id: RunID
    package let workflow: WorkflowName
    /// The value of the workflow's `key`.
    package let key: String?
    /// What it has in common with the other runs of its order.
    package let correlation: CorrelationID
    package let digest: DefinitionDigest
    /// Tells whether an order submitted again with the same key is the same order. What it is a
    /// digest of, and how, is the engine's affair.
    package let inputDigest: String
    package var status: RunStatus
    /// The named ending of a completed run.
    package var outcome: OutcomeName?
    package let startedAt: Timestamp
    package var updatedAt: Timestamp
    /// When the earliest of its timers is due.
    package var nextDue: Timestamp?

    package init(
        id: RunID,
        workflow: WorkflowName,
        key: String?,
        correlation: CorrelationID? = nil,
        digest: DefinitionDigest,
        inputDigest: String,
        status: RunStatus,
        outcome: OutcomeName? = nil,
        startedAt: Timestamp,
        updatedAt: Timestamp,
        nextDue: Timestamp? = nil
    ) {
        self.id = id
        self.workflow = workflow
        self.key = key
        self.correlation = correlation ?? CorrelationID(id.rawValue)
        self.digest = digest
        self.inputDigest = inputDigest
        self.status = status
        self.outcome = outcome
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        self.nextDue = nextDue
    }

    /// Whether the run has ended.
    package var isFinished: Bool { status.isFinal }
}
