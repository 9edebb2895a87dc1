package import CEL
package import WaybillInterpreter
package import WaybillJournal
package import WaybillModel

/// Where a run stands, and what can be done about it.
package struct StatusReport: Sendable {
    /// A child run that the run waits for.
    package struct ChildReport: Sendable {
        package let run: RunID
        /// `nil` when the store does not know it yet.
        package let status: RunStatus?
        /// Shows what the child waits for.
        package let command: OperatorCommand
    }

    /// An operation that waits for an operator.
    package struct Parked: Sendable {
        package let operation: OperationID
        package let error: StepError
        package let commands: [OperatorCommand]
    }

    /// What the policy of a step decided last, or why it decided nothing.
    package struct Decision: Sendable {
        package let path: StepPath
        package let outcome: AllocationOutcome
    }

    /// A step that would be undone.
    package struct Undoable: Sendable {
        package enum Effect: String, Hashable, Sendable, CaseIterable {
            /// Not answered yet.
            case pending
            case happened
            case unknown
            case absent
        }

        /// What undoes it, or a part of it.
        package enum Means: Hashable, Sendable {
            case handler(HandlerName)
            /// An event is published.
            case event(EventType)
            /// The child run that it began.
            case run(RunID)
        }

        package let path: StepPath
        /// In the order in which they are used; those that are over are left out.
        package let means: [Means]
        package let effect: Effect
    }

    package let record: RunRecord
    /// By the events, which may be newer than the record.
    package let status: RunStatus
    /// The step that began it; `nil` unless it is a child run.
    package let parent: ParentStep?
    /// The child runs that it waits for.
    package let children: [ChildReport]
    /// When the run has taken too long; `nil` past its pivot, while it is undone, and without a timeout.
    package let deadline: Timestamp?
    package let activities: [RunActivity]
    /// The locks that it holds, in the order requested.
    package let locks: [LockClaim]
    /// How the events that it awaits can be sent, by the step.
    package let sends: [StepPath: [OperatorCommand]]
    package let parked: [Parked]
    /// What policies decided, in that order: what an earlier round decided may stand.
    package let decisions: [Decision]
    /// What would be undone if the run failed now, the first to be undone first.
    package let undoable: [Undoable]
    /// The step that is its pivot, when it has one.
    package let pivotStep: StepID?
    package let pivot: Pivot
    /// A request to cancel the run that waits for its moment.
    package let cancellation: Cancellation?
    package let warnings: [Warning]
    /// The first event that the run published and that is not delivered.
    package let undelivered: OutboxEntry?
    /// How the run will end, while the steps run that follow that ending.
    package let ending: RunEnd?
    package let end: RunEnd?
    /// The error that what was done is being undone for; `nil` when nothing is.
    package let failure: StepError?

    /// A report of a run by its events. `holders` are the runs that hold locks it waits for;
    /// `childStatus` tells how a child run stands; `store` is the store's path, for the commands, where it is
    /// not the usual one.
    package init(
        of record: RunRecord,
        events: [RecordedEvent],
        workflow: Workflow,
        holders: LockHolders = LockHolders(),
        undelivered: OutboxEntry? = nil,
        childStatus: (RunID) -> RunStatus? = { _ in nil },
        store: String? = nil
    ) {
        let state = RunState(id: record.id, workflow: workflow, events: events)
        self.record = record
        status = state.status
        parent = state.parent
        children = state.children.map(\.value.run).map { run in
            ChildReport(
                run: run,
                status: childStatus(run),
                command: .status(of: run, store: store)
            )
        }
        let root = state.frames.first { $0.key == .root }?.value
        let isTimed = state.pivot == .ahead && state.ending == nil && root?.isCompensating == false
        deadline = isTimed ? root?.deadline : nil
        activities = state.activities(errors: Self.lastErrors(in: events), holders: holders)
        locks = state.locks.map(\.value).filter(\.isHeld)
        sends = activities.reduce(into: [:]) { sends, activity in
            sends[activity.path] = OperatorCommand.send(activity, in: workflow, store: store)
        }
        parked = state.parkedOperations.map { id, error in
            Parked(
                operation: id,
                error: error,
                commands: OperatorCommand.all(for: id, of: state, store: store)
            )
        }
        decisions = Self.decisions(in: events, of: workflow)
        undoable = state.end == nil && state.ending == nil ? Self.undoable(in: state) : []
        pivotStep = workflow.nodes.first(where: \.isPivot)?.step
        pivot = state.pivot
        cancellation = state.end == nil && state.ending == nil ? state.cancellation : nil
        warnings = state.warnings
        self.undelivered = undelivered
        ending = state.end == nil ? state.ending : nil
        end = state.end
        failure = state.errorOfUndoing
    }

    /// Why the last failed attempt of each operation failed.
    private static func lastErrors(in events: [RecordedEvent]) -> [OperationID: StepError] {
        events.reduce(into: [:]) { errors, recorded in
            switch recorded.event {
            case .attemptFailed(let id, _, let failure): errors[id] = failure.error
            case .timerFired(.attemptDeadline(let id, _)):
                errors[id] = StepError(
                    code: .timeout,
                    message: "no answer within the attempt's timeout",
                    effect: .unknown
                )
            default: return
            }
        }
    }

    private static func decisions(
        in events: [RecordedEvent],
        of workflow: Workflow
    ) -> [Decision] {
        var positions: [StepPath: Int] = [:]
        return events.reduce(into: []) { decisions, recorded in
            guard let (path, outcome) = recorded.event.allocation(in: workflow) else { return }
            let decision = Decision(path: path, outcome: outcome)
            if let position = positions[path] {
                decisions[position] = decision
            } else {
                positions[path] = decisions.count
                decisions.append(decision)
            }
        }
    }

    private static func undoable(in state: RunState) -> [Undoable] {
        state.saga.map(\.value).filter { !$0.isSettled }
            .sorted { $0.lastFact > $1.lastFact }
            .map { entry in
                Undoable(
                    path: entry.path,
                    means: Undoable.Means.all(of: entry, in: state),
                    effect: Undoable.Effect(entry.effect)
                )
            }
    }
}

extension RunState {
    /// The error that the run, or a step of it, is being undone for, parked or not.
    fileprivate var errorOfUndoing: StepError? {
        let isUndoing =
            status == .compensating || frames.contains { $0.value.isCompensating }
            || parkedOperations.contains { $0.id.direction == .undo }
        guard end == nil, ending == nil, isUndoing else { return nil }
        if let firstError { return firstError }
        switch frames.first(where: { $0.key == .root })?.value.activity {
        case .compensating(.error(let error)), .compensating(.requested(let error)): return error
        default: return nil
        }
    }
}

extension StatusReport.Undoable.Means {
    /// What is still to undo a step: the steps of its undo that are not over, or its child run.
    fileprivate static func all(of entry: SagaEntry, in state: RunState) -> [Self] {
        if let child = entry.child, case .child = entry.compensation { return [.run(child)] }
        return entry.compensation.steps.dropFirst(entry.undoStepsOver).map(Self.init)
    }

    private init(_ step: UndoStep) {
        self =
            switch step.action {
            case .call(let undo): .handler(undo.call.contract.name)
            case .emit(let emit): .event(emit.event.type)
            }
    }

    /// In words, after what is undone.
    var words: String {
        switch self {
        case .handler(let handler): "by \(handler)"
        case .event(let type): "by emitting \(type)"
        case .run(let run): "by run \(run)"
        }
    }
}

extension StatusReport.Undoable.Effect {
    fileprivate init(_ effect: SagaEntry.Effect) {
        switch effect {
        case .pending: self = .pending
        case .happened: self = .happened
        case .unknown: self = .unknown
        case .absent: self = .absent
        }
    }

    /// In words, about the step.
    var words: String {
        switch self {
        case .pending: "its outcome is not known yet"
        case .happened: "it has succeeded"
        case .unknown: "it may have taken effect"
        case .absent: "it did not take effect"
        }
    }
}
