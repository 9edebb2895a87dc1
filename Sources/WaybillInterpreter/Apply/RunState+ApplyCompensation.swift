import CEL
import OrderedCollections
import WaybillModel

extension SagaEntry.Undo.Kind {
    /// What each event makes of the undo of the step it speaks of.
    package static let table = TransitionTable<Self>([
        .on(.callStarted, from: [nil], to: [.notStarted]),
        .on(.settlingStarted, from: [.notStarted], to: [.running]),
        .on(.undoStarted, from: [.notStarted], to: [.running]),
        // The question whether it is needed is answered, or a step of it is over.
        .on(.attemptSucceeded, from: [.running], to: stepOver),
        .on(.attemptFailed, from: [.running], to: [.notStarted]),
        // An undo that publishes an event is done with it.
        .on(.eventEmitted, from: [nil], to: [.notStarted]),
        .on(.eventEmitted, from: [.notStarted], to: [.done]),
        // A child run undoes what it did, or has left something undone when it failed.
        .on(.childStarted, from: [nil, .skipped], to: [.notStarted]),
        .on(.childEnded, from: [.running], to: [.done, .skipped]),
        .on(.childEnded, from: [.notStarted], to: [.skipped]),
        .on(.undoGaveUp, from: [.notStarted, .running], to: [.gaveUp]),
        .on(.attemptSucceeded, from: [.gaveUp], to: stepOver),
        .on(.retryRequested, from: [.gaveUp], to: [.notStarted]),
        .on(.operationResolved, from: [.gaveUp], to: stepOver),
        .on(.operationSkipped, from: [.gaveUp], to: [.skipped, .notStarted]),
        // The compensation of a scope as a whole stands for those of its steps.
        .on(.scopeCompleted, from: [nil], to: [.notStarted]),
        .on(.scopeCompleted, from: [.notStarted, .done], to: [nil]),
        // A pivot that succeeded, or was settled by hand, commits what was done before it.
        .on(.attemptSucceeded, from: [.notStarted, .done], to: [nil]),
        .on(.operationResolved, from: [.notStarted, .done], to: [nil]),
        .on(.childCommitted, from: [.notStarted, .done], to: [nil]),
        .on(.childEnded, from: [.notStarted, .done], to: [nil]),
    ])

    /// What follows a step of an undo: the next, or nothing more.
    private static let stepOver: [Self?] = [.done, .notStarted]
}

extension RunState {
    /// Folds in an event of undoing.
    mutating func applyCompensation(_ event: Event) {
        switch event {
        case .compensationStarted(let path, let cause): startCompensation(of: path, cause)
        case .settlingStarted(let path): startSettling(path)
        case .undoStarted(let path, let input): startUndo(path, input: input)
        case .undoGaveUp(let path, let error):
            operations.removeAll { $0.key.path == path && $0.value.purpose != .call }
            saga[path]?.undo = .gaveUp(error)
        case .compensationFinished(let path):
            if frames[path] != nil {
                finishCompensation(of: path)
            } else if let (frame, _) = place(of: path) {
                finishUndoing(path, in: frame)
            }
        default: return
        }
    }

    private mutating func startCompensation(of path: StepPath, _ cause: CompensationCause) {
        if frames[path] != nil {
            var failure: Failure?
            if case .error(let error) = cause {
                failure = self.failure(in: path) ?? Failure(error)
                if hasUndoneAttempt(of: path) { failure?.hasUndone = true }
            }
            stopEverything(inside: path)
            frames[path]?.failure = failure
            frames[path]?.activity = .compensating(cause)
            frames[path]?.group = nil
        } else if let (frame, node) = place(of: path), let group = frame.group,
            case .error(let error) = cause
        {
            let failure = failure(of: path, error, group)
            stopEverything(inside: path)
            frames[frame.path]?.failure = failure
            frames[frame.path]?.activity = .unwinding(node.id, error)
        }
    }

    /// Drops the lists inside a path and what is still to be called there.
    mutating func stopEverything(inside path: StepPath) {
        for list in frames.keys where list != path && list.isInside(path) {
            frames.removeValue(forKey: list)
        }
        for operation in operations.values where operation.id.path.isInside(path) {
            drain(operation)
        }
        for child in children.values where child.path.isInside(path) { drain(child) }
    }

    /// An attempt that is out is waited for if it may have to be undone, or may do something where
    /// nobody else is to be; anything else is dropped.
    private mutating func drain(_ operation: Operation) {
        guard operation.purpose == .call else { return }
        let mayDisturb = operation.call.contract.consequence != .none && isLocked(operation.id.path)
        if operation.isRunning, mayDisturb || saga[operation.id.path] != nil {
            operations[operation.id]?.isDraining = true
        } else {
            operations.removeValue(forKey: operation.id)
            recordEffect(of: operation.id.path, happened: operation.mayHaveHappened)
        }
    }

    private mutating func startSettling(_ path: StepPath) {
        guard let entry = saga[path], let node = workflow.node(entry.node),
            case .call(let call) = node.action
        else { return }
        var operation = Operation(
            id: OperationID(path),
            node: entry.node,
            purpose: .settling,
            call: call,
            input: entry.input,
            timeout: node.timeout?.duration,
            retry: .compensation,
            startedAt: now
        )
        operation.attempt = entry.attempts + 1
        operation.mayHaveHappened = true
        operations[OperationID(path)] = operation
        saga[path]?.undo = .running
    }

    private mutating func startUndo(_ path: StepPath, input: JSON) {
        guard let entry = saga[path] else { return }
        if case .child = entry.compensation { return undoChild(of: entry) }
        guard let undo = entry.undoStep?.call else { return }
        let id = entry.undoID
        var operation = Operation(
            id: id,
            node: entry.node,
            purpose: .undo,
            call: undo.call,
            input: input,
            timeout: undo.timeout?.duration,
            retry: undo.retry,
            startedAt: now
        )
        operation.attempt = entry.undoAttempts + 1
        operations[id] = operation
        saga[path]?.undo = .running
    }

    /// Goes on from a step that is undone.
    private mutating func finishUndoing(_ path: StepPath, in frame: Frame) {
        switch frame.activity {
        case .undoing(_, let rule, let output):
            followCatch(at: path, rule: rule, output: output)
        case .unwinding(let node, let error):
            frames[frame.path]?.group = nil
            // What its lists did is undone, so its failure has no effect.
            frames[frame.path]?.activity = .failed(node, error.with(effect: .none))
        default: return
        }
    }

    private mutating func finishCompensation(of list: StepPath) {
        guard let frame = frames[list], case .compensating(let cause) = frame.activity else {
            return
        }
        guard let step = list.innermostStep, let (outer, node) = place(of: step) else {
            frames[list]?.activity = .compensated(cause)
            return
        }
        frames.removeValue(forKey: list)
        if outer.group != nil { return countFailure(of: frame, cause) }
        guard case .error(let error) = cause else { return }
        frames[outer.path]?.failure = frame.failure
        // What the scope did is undone, so its failure has no effect.
        frames[outer.path]?.activity = .attemptFailed(node.id, error.with(effect: .none))
    }
}
