package import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// All that must be outstanding now. The same state gives the same list, in the same order.
    /// Meaningful when ``nextFact`` is `nil`.
    package var commands: [Command] {
        guard end == nil else { return [] }
        return operations.values.flatMap(commands(of:)) + frames.values.flatMap(commands(of:))
            + settleCommands + children.values.flatMap(commands(of:))
    }

    /// The earliest time at which a timer is due; `nil` without timers.
    package var nextDue: Timestamp? {
        commands.compactMap { if case .wake(_, let time) = $0 { time } else { nil } }.min()
    }

    /// The timer that is due first of those that are due by a time; `nil` when none is.
    package func firstTimer(dueBy time: Timestamp) -> Timer? {
        var first: (timer: Timer, time: Timestamp)?
        for case .wake(let timer, let due) in commands where due <= time {
            if let earlier = first, earlier.time <= due { continue }
            first = (timer, due)
        }
        return first?.timer
    }

    private func commands(of operation: Operation) -> [Command] {
        let id = operation.id
        switch operation.phase {
        case .ready:
            let handler = operation.call.contract.name
            return [.start(id, attempt: operation.attempt, handler: handler)]
        case .running(_, let deadline):
            let invoke = Command.invoke(invocation(of: operation))
            guard let deadline else { return [invoke] }
            return [invoke, .wake(.attemptDeadline(id, attempt: operation.attempt), at: deadline)]
        case .failed(let failure):
            guard let next = nextAttempt(of: operation, after: failure) else { return [] }
            return [.scheduleRetry(id, attempt: next.number, next.retryDelay)]
        case .backingOff(let until):
            return [.wake(.retry(id, attempt: operation.attempt), at: until)]
        case .givenUp: return []
        }
    }

    private func invocation(of operation: Operation) -> Invocation {
        let forward = OperationID(operation.id.path)
        return Invocation(
            operation: operation.id,
            attempt: operation.attempt,
            handler: operation.call.contract.name,
            input: operation.input,
            idempotencyKey: operation.id.idempotencyKey(in: id),
            undoes: operation.purpose == .undo ? forward.idempotencyKey(in: id) : nil,
            timeout: operation.timeout
        )
    }

    private func commands(of frame: Frame) -> [Command] {
        var commands: [Command] = []
        switch frame.activity {
        case .waiting(let id, let until):
            if let path = path(of: id, in: frame) { commands.append(.wake(.wait(path), at: until)) }
        case .awaiting(let id, _, _, _):
            if let node = workflow.node(id) { commands += awaitCommands(of: node, in: frame) }
        case .locking(let id, let deadline):
            guard let path = path(of: id, in: frame), let claim = locks[path] else { break }
            commands.append(.acquire(path, claim))
            if let deadline { commands.append(.wake(.lockDeadline(path), at: deadline)) }
        case .attemptFailed(let id, let error):
            guard let node = workflow.node(id),
                let next = nextAttempt(ofScope: node, in: frame, after: error)
            else { break }
            let operation = OperationID(frame.path.step(node.step))
            commands.append(
                .scheduleRetry(operation, attempt: next.number, next.retryDelay)
            )
        case .backingOff(let id, let until):
            guard let node = workflow.node(id) else { break }
            let attempt = frame.nextAttempt(of: node.step)
            let operation = OperationID(frame.path.step(node.step))
            commands.append(.wake(.retry(operation, attempt: attempt), at: until))
        case .betweenRounds(let id, let until):
            if until > now, let path = path(of: id, in: frame) {
                commands.append(.wake(.round(path), at: until))
            }
        default: break
        }
        if let group = frame.group, let deadline = group.deadline, !group.deadlinePassed,
            frame.mayTimeOut,
            let path = frame.activity.node.flatMap({ path(of: $0, in: frame) })
        {
            commands.append(.wake(.scopeDeadline(path), at: deadline))
        }
        if let deadline = frame.deadline, !frame.deadlinePassed, frame.isInterruptible,
            frame.path != .root || pivot == .ahead || uncommittedChild != nil
        {
            commands.append(.wake(.scopeDeadline(frame.path), at: deadline))
        }
        return commands
    }

    /// The event that is waited for, and the times at which it is too late and a reminder begins.
    private func awaitCommands(of node: Node, in frame: Frame) -> [Command] {
        guard case .await(let awaited) = node.action,
            case .awaiting(_, let match, let deadline, let reminder) = frame.activity
        else { return [] }
        let path = frame.path.step(node.step)
        let types = awaited.events.map(\.type)
        var commands = [Command.await(Subscription(path: path, types: types, match: match))]
        if let deadline { commands.append(.wake(.awaitDeadline(path), at: deadline)) }
        if let reminder, reminder > now, frame.mayRemind {
            commands.append(.wake(.reminder(path), at: reminder))
        }
        return commands
    }

    /// The moments from which undos may be sent that wait for an unanswered call to settle.
    private var settleCommands: [Command] {
        guard isUndoing else { return [] }
        return entriesWithUnanswered.compactMap { entry in
            guard entry.undo == .notStarted, let time = settleTime(of: entry), time > now else {
                return nil
            }
            return .wake(.settled(entry.path), at: time)
        }
    }

    private func path(of id: NodeID, in frame: Frame) -> StepPath? {
        workflow.node(id).map { frame.path.step($0.step) }
    }
}

extension NextAttempt {
    fileprivate var retryDelay: RetryDelay {
        let least = jitter == .none ? delay : atLeast ?? .zero
        return RetryDelay(most: max(delay, least), least: least)
    }
}
