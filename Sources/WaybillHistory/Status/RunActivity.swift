package import CEL
package import WaybillInterpreter
package import WaybillModel

/// One thing that a run is doing now, or waits for.
package struct RunActivity: Sendable {
    /// The names are stable: programs read them.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The attempt is sent as soon as there is room.
        case queued
        case calling
        case undoing
        /// The call is asked again, only to learn whether it took effect.
        case settling
        /// The next attempt has its time.
        case retrying
        /// For a time.
        case waiting
        /// For an event.
        case awaiting
        /// For a lock.
        case locking
        /// A child run is on its way.
        case runningChild = "running_child"
        /// A child run is cancelled, and undoes what it did.
        case cancellingChild = "cancelling_child"
        /// A child run had completed, and undoes what it did.
        case undoingChild = "undoing_child"
        /// The undo of a call that was never answered is not sent before it can no longer take effect.
        case unsettled
    }

    package let kind: Kind
    package let path: StepPath
    package let handler: HandlerName?
    /// The child run that the step waits for.
    package let run: RunID?
    /// The number of the attempt that is out or that is due; 0 for what is not attempted.
    package let attempt: Int
    package let since: Timestamp?
    /// When the next thing happens by itself: the retry, the end of the wait, the deadline.
    package let dueAt: Timestamp?
    /// The types of event that will do.
    package let events: [EventType]
    /// The values that the event's fields must equal.
    package let match: [JSON.Member]
    package let lock: LockName?
    /// The runs that hold the lock, where they are known.
    package let holders: [RunID]
    /// When the next reminder begins.
    package let remindsAt: Timestamp?
    /// Why the attempt before failed.
    package let error: StepError?

    init(
        _ kind: Kind,
        _ path: StepPath,
        handler: HandlerName? = nil,
        run: RunID? = nil,
        attempt: Int = 0,
        since: Timestamp? = nil,
        dueAt: Timestamp? = nil,
        events: [EventType] = [],
        match: [JSON.Member] = [],
        lock: LockName? = nil,
        holders: [RunID] = [],
        remindsAt: Timestamp? = nil,
        error: StepError? = nil
    ) {
        self.kind = kind
        self.path = path
        self.handler = handler
        self.run = run
        self.attempt = attempt
        self.since = since
        self.dueAt = dueAt
        self.events = events
        self.match = match
        self.lock = lock
        self.holders = holders
        self.remindsAt = remindsAt
        self.error = error
    }
}

extension RunState {
    /// What the run is doing now, in the order of its lists. `errors` are the last of each operation,
    /// `holders` the runs that hold locks it may wait for.
    func activities(
        errors: [OperationID: StepError] = [:],
        holders: LockHolders = LockHolders()
    ) -> [RunActivity] {
        operations.compactMap { activity(of: $0.value, errors[$0.key]) }
            + frames.compactMap { activity(of: $0.value, holders) }
            + commands.compactMap { command in
                switch command {
                case .wake(.settled(let path), let time):
                    RunActivity(.unsettled, path, dueAt: time)
                case .child(let child): activity(of: child)
                default: nil
                }
            }
    }

    private func activity(of child: ChildCommand) -> RunActivity {
        let kind: RunActivity.Kind =
            switch child.demand {
            case .begin, .complete: .runningChild
            case .cancel: .cancellingChild
            case .undo: .undoingChild
            }
        let known = children.first { $0.key == child.path }?.value
        return RunActivity(
            kind,
            child.path,
            run: child.run,
            since: known?.startedAt,
            dueAt: kind == .runningChild ? known?.deadline : nil
        )
    }

    private func activity(of operation: Operation, _ error: StepError?) -> RunActivity? {
        let handler = operation.call.contract.name
        let path = operation.id.path
        switch operation.phase {
        case .ready:
            return RunActivity(.queued, path, handler: handler, attempt: operation.attempt)
        case .running(let since, let deadline):
            return RunActivity(
                operation.purpose.kind,
                path,
                handler: handler,
                attempt: operation.attempt,
                since: since,
                dueAt: deadline,
                error: operation.attempt > 1 ? error : nil
            )
        case .backingOff(let until):
            return RunActivity(
                .retrying,
                path,
                handler: handler,
                attempt: operation.attempt,
                dueAt: until,
                error: error
            )
        case .failed, .givenUp: return nil
        }
    }

    private func activity(of frame: Frame, _ holders: LockHolders) -> RunActivity? {
        func path(_ id: NodeID) -> StepPath? {
            workflow.node(id).map { frame.path.step($0.step) }
        }
        switch frame.activity {
        case .waiting(let id, let until):
            return path(id).map { RunActivity(.waiting, $0, dueAt: until) }
        case .awaiting(let id, let match, let deadline, let reminder):
            guard let node = workflow.node(id), case .await(let awaited) = node.action else {
                return nil
            }
            return RunActivity(
                .awaiting,
                frame.path.step(node.step),
                dueAt: deadline,
                events: awaited.events.map(\.type),
                match: match,
                remindsAt: reminder
            )
        case .locking(let id, let deadline):
            guard let path = path(id), let claim = lockClaim(of: path) else { return nil }
            return RunActivity(
                .locking,
                path,
                since: claim.requestedAt,
                dueAt: deadline,
                lock: claim.name,
                holders: holders[claim.name]
            )
        case .betweenRounds(let id, let until):
            return until > now ? path(id).map { RunActivity(.waiting, $0, dueAt: until) } : nil
        case .backingOff(let id, let until):
            guard let node = workflow.node(id) else { return nil }
            let attempt = (frame.attempts[node.step]?.count ?? 0) + 1
            return RunActivity(
                .retrying,
                frame.path.step(node.step),
                attempt: attempt,
                dueAt: until
            )
        default: return nil
        }
    }
}

extension Operation.Purpose {
    fileprivate var kind: RunActivity.Kind {
        switch self {
        case .call: .calling
        case .undo: .undoing
        case .settling: .settling
        }
    }
}
