import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a step that goes its way.
    mutating func applyStep(_ event: Event) {
        switch event {
        case .stepSkipped(let path):
            if placeOfNext(path) != nil { complete(path, output: nil) }
        case .callStarted(let path, let input): startCall(path, input: input)
        case .ruleTaken(let path, let rule): takeRule(path, rule: rule)
        case .valuesSet(let path, let output), .allocationDecided(let path, let output):
            guard let (_, node) = placeOfNext(path) else { return }
            complete(path, output: typed(output, as: node.output))
        case .waitStarted(let path, let until):
            guard let (frame, node) = placeOfNext(path) else { return }
            frames[frame.path]?.activity = .waiting(node.id, until: until)
        case .eventEmitted(let id, let event): noteEmitted(id, event)
        case .scopeEntered(let path, let attempt): enterScope(path, attempt: attempt)
        case .scopeCompleted(let path, let output): completeScope(path, output: output)
        case .finishReached(_, let outcome, let output):
            guard let root = frames[.root] else { return }
            frames = [.root: root]
            frames[.root]?.activity = .finished(outcome, output: output)
        default: return
        }
    }

    private mutating func startCall(_ path: StepPath, input: JSON) {
        guard let (frame, node) = placeOfNext(path), case .call(let call) = node.action else {
            return
        }
        let earlier = saga[path]
        register(node, at: path, in: frame, input: input, effect: .pending)
        if let earlier { saga[path]?.goOn(from: earlier) }
        var operation = Operation(
            id: OperationID(path),
            node: node.id,
            purpose: .call,
            call: call,
            input: input,
            timeout: node.timeout?.duration,
            retry: node.retry,
            startedAt: now
        )
        // When an operator has it called again, the attempts of before still count.
        operation.attempt = frame.nextAttempt(of: node.step)
        operation.mayHaveHappened = earlier?.undo == .notStarted && earlier?.effect == .unknown
        operations[operation.id] = operation
        frames[frame.path]?.activity = .calling(node.id)
    }

    /// Registers a step to be undone, if it says how.
    mutating func register(
        _ node: Node,
        at path: StepPath,
        in frame: Frame,
        input: JSON,
        effect: SagaEntry.Effect
    ) {
        guard let compensation = node.compensation, compensation.undoesSomething else { return }
        saga[path] = SagaEntry(
            path: path,
            node: node.id,
            compensation: compensation,
            input: input,
            visible: visibleValues(in: frame.path),
            effect: effect,
            lastFact: sequence
        )
        noteLastFact(about: path)
    }

    /// A step that publishes an event is done, or undone, as soon as the event is recorded.
    private mutating func noteEmitted(_ id: OperationID, _ event: CloudEvent) {
        switch id.direction {
        case .forward:
            guard let (frame, node) = placeOfNext(id.path), case .emit = node.action else { return }
            register(
                node,
                at: id.path,
                in: frame,
                input: event.data,
                effect: .happened(output: .null)
            )
            complete(id.path, output: nil)
        case .undo:
            guard let entry = saga[id.path], entry.undo == .notStarted, id == entry.undoID,
                case .emit = entry.undoStep?.action
            else { return }
            endUndoStep(of: id.path, .done)
            noteUndone(id.path)
        }
    }

    private mutating func takeRule(_ path: StepPath, rule: Int?) {
        guard let (frame, node) = placeOfNext(path), case .route(let route) = node.action else {
            return
        }
        let target: Target?
        if let rule {
            target = route.rules.indices.contains(rule) ? route.rules[rule].target : nil
        } else {
            target = route.otherwise ?? node.next
        }
        if let target { move(in: frame.path, from: node.id, to: target) }
    }

    private mutating func enterScope(_ path: StepPath, attempt: Int) {
        guard let (frame, node) = placeOfNext(path), case .scope(let id, _, _) = node.action,
            let scope = workflow.scope(id), attempt == frame.nextAttempt(of: node.step)
        else { return }
        let list = path.attempt(attempt)
        frames[frame.path]?.failure = nil
        frames[frame.path]?.activity = .inside(node.id)
        frames[frame.path]?.attempts[node.step] = Attempts(
            count: attempt,
            startedAt: frame.attempts[node.step]?.startedAt ?? now,
            hasUndone: frame.attempts[node.step]?.hasUndone == true
                || frame.failure?.hasUndone == true
        )
        frames[list] = Frame(
            path: list,
            scope: id,
            enteredAt: now,
            deadline: node.timeout?.duration.map(now.advanced(by:)),
            activity: .ended
        )
        move(in: list, from: node.id, to: scope.entry)
    }

    private mutating func completeScope(_ path: StepPath, output: JSON) {
        guard let (frame, node) = place(of: path),
            let attempts = frame.attempts[node.step]
        else { return }
        let list = path.attempt(attempts.count)
        frames.removeValue(forKey: list)
        // A compensation of the scope as a whole stands for those of its steps.
        if node.compensation != nil {
            for inner in saga.keys where inner.isInside(list) { saga.removeValue(forKey: inner) }
            register(node, at: path, in: frame, input: .null, effect: .happened(output: output))
        }
        complete(path, output: typed(output, as: node.output))
    }
}
