package import CEL
package import OrderedCollections
package import WaybillModel

/// All that is known of a run: the fold over its events. A value; it reads no clock and no disk.
///
/// - ``apply(_:)`` folds the next event in; it is total.
/// - ``nextFact`` is what follows from the state alone and must be recorded before anything else.
/// - ``commands`` is what must be outstanding in the outside world now.
package struct RunState: Sendable {
    /// The graph the run is pinned to.
    package let workflow: Workflow
    package internal(set) var id: RunID
    package internal(set) var key: String?
    package internal(set) var correlation: CorrelationID = ""
    /// The step that began it; `nil` unless it is a child run.
    package internal(set) var parent: ParentStep?
    package internal(set) var input: Value = .null
    package internal(set) var startedAt: Timestamp = .earliest
    /// The time of the last event: what `now` means in expressions.
    package internal(set) var now: Timestamp = .earliest
    /// The sequence of the last event; 0 before the first.
    package internal(set) var sequence = 0

    /// The lists being run: the workflow's own, and that of each open scope, outer before inner.
    package internal(set) var frames: OrderedDictionary<StepPath, Frame> = [:]
    /// Calls and undos that are not over, in the order begun.
    package internal(set) var operations: OrderedDictionary<OperationID, Operation> = [:]
    /// Child runs that are not over, in the order begun, by the path of their step.
    package internal(set) var children: OrderedDictionary<StepPath, Child> = [:]
    /// What would have to be undone, in the order registered.
    package internal(set) var saga: OrderedDictionary<StepPath, SagaEntry> = [:]
    /// An index of the saga.
    var undoIndex = UndoIndex()
    /// The locks that scopes wait for or hold, by the path of the scope, in the order requested.
    package internal(set) var locks: OrderedDictionary<StepPath, LockClaim> = [:]
    package internal(set) var pivot: Pivot = .ahead
    package internal(set) var cancellation: Cancellation?
    /// Events already taken, so that a second delivery is not.
    package internal(set) var takenEvents: Set<CloudEvent.Identity> = []
    /// What an operator left undone with `skip`.
    package internal(set) var unresolved: [StepPath] = []
    /// What an operator should know of, such as a success after its undo.
    package internal(set) var warnings: [Warning] = []
    /// How the run will end, while the steps run that follow that ending.
    package internal(set) var ending: RunEnd?
    package internal(set) var end: RunEnd?
    /// What the steps of a completed child run gave, for what follows if it is undone.
    var visibleAtEnd = VisibleValues()

    /// The state before the first event.
    package init(id: RunID, workflow: Workflow) {
        self.id = id
        self.workflow = workflow
    }

    /// The state after a journal of events.
    package init(id: RunID, workflow: Workflow, events: some Sequence<RecordedEvent>) {
        self.init(id: id, workflow: workflow)
        for event in events { apply(event) }
    }
}

/// Where the run stands to its point of no return.
package enum Pivot: Hashable, Sendable {
    case ahead
    /// The pivot at the path may have taken effect: undoing is forbidden until that is known.
    case inDoubt(StepPath)
    /// Nothing before it is undone any more.
    case passed(StepPath)
}

/// A request to cancel, waiting for its moment or recorded too late.
package struct Cancellation: Hashable, Sendable {
    package let reason: String?
}

/// Something an operator should know of.
package struct Warning: Hashable, Sendable {
    package let path: StepPath
    package let time: Timestamp
    package let text: String
}
