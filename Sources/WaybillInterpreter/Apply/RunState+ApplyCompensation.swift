import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of undoing.
    mutating func applyCompensation(_ event: Event) {
        switch event {
        case .compensationStarted(let path, let cause): startCompensation(of: path, cause)
        case .settlingStarted(let path): startSettling(path)
        case .undoStarted(let path, let input): startUndo(path, input: input)
        case .undoGaveUp(let path, let error):
            operations.removeValue(forKey: OperationID(path, .undo))
            operations.removeValue(forKey: OperationID(path))
            saga[path]?.undo = .gaveUp(error)
        case .compensationFinished(let path):
            if frames[path] != nil {
                finishCompensation(of: path)
            } else if let (frame, _) = place(of: path),
                case .undoing(_, let rule, let output) = frame.activity
            {
                followCatch(at: path, rule: rule, output: output)
            }
        default: return
        }
    }

    private mutating func startCompensation(of list: StepPath, _ cause: CompensationCause) {
        guard frames[list] != nil else { return }
        for path in frames.keys where path != list && path.isInside(list) {
            frames.removeValue(forKey: path)
        }
        if case .error(let error) = cause { firstError = firstError ?? error }
        for operation in operations.values where operation.id.path.isInside(list) {
            drain(operation)
        }
        frames[list]?.activity = .compensating(cause)
    }

    /// An attempt that is out is waited for if it may have to be undone; anything else is dropped.
    private mutating func drain(_ operation: Operation) {
        guard operation.purpose == .call else { return }
        if operation.isRunning, saga[operation.id.path] != nil {
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
        let id = OperationID(path, .undo)
        var operation = Operation(
            id: id,
            node: entry.node,
            purpose: .undo,
            call: entry.undoCall.call,
            input: input,
            timeout: entry.undoCall.timeout?.duration,
            retry: entry.undoCall.retry,
            startedAt: now
        )
        operation.attempt = entry.undoAttempts + 1
        operations[id] = operation
        saga[path]?.undo = .running
    }

    private mutating func finishCompensation(of list: StepPath) {
        guard let frame = frames[list], case .compensating(let cause) = frame.activity else {
            return
        }
        guard let step = list.scopeStep, let (outer, node) = place(of: step) else {
            frames[list]?.activity = .compensated(cause)
            return
        }
        frames.removeValue(forKey: list)
        guard case .error(let error) = cause else { return }
        // What the scope did is undone, so its failure has no effect.
        frames[outer.path]?.activity = .attemptFailed(node.id, error.with(effect: .none))
    }
}
