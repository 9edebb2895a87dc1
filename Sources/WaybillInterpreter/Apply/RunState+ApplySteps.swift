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
        case .valuesSet(let path, let output):
            guard let (_, node) = placeOfNext(path) else { return }
            complete(path, output: typed(output, as: node.output))
        case .waitStarted(let path, let until):
            guard let (frame, node) = placeOfNext(path) else { return }
            frames[frame.path]?.activity = .waiting(node.id, until: until)
        case .awaitStarted(let path, let match):
            guard let (frame, node) = placeOfNext(path) else { return }
            let deadline = node.timeout?.duration.map(now.advanced(by:))
            frames[frame.path]?.activity = .awaiting(node.id, match: match, deadline: deadline)
        case .eventReceived(let path, let event): receive(event, at: path)
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
        if case .call(let undo) = node.compensation {
            saga[path] = SagaEntry(
                path: path,
                node: node.id,
                undoCall: undo,
                input: input,
                visible: visibleValues(in: frame.path),
                effect: .pending,
                lastFact: sequence
            )
        }
        operations[OperationID(path)] = Operation(
            id: OperationID(path),
            node: node.id,
            purpose: .call,
            call: call,
            input: input,
            timeout: node.timeout?.duration,
            retry: node.retry,
            startedAt: now
        )
        frames[frame.path]?.activity = .calling(node.id)
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

    private mutating func receive(_ event: CloudEvent, at path: StepPath) {
        guard let (frame, node) = place(of: path), case .awaiting(node.id, _, _) = frame.activity,
            takenEvents.insert(event.identity).inserted
        else { return }
        complete(path, output: typed(event.data, as: node.output))
    }

    private mutating func enterScope(_ path: StepPath, attempt: Int) {
        guard let (frame, node) = placeOfNext(path), case .scope(let id, _) = node.action,
            let scope = workflow.scope(id), attempt == frame.nextTry(of: node.step)
        else { return }
        let list = path.attempt(attempt)
        firstError = nil
        frames[frame.path]?.activity = .inside(node.id)
        frames[frame.path]?.tries[node.step] = Tries(
            count: attempt,
            startedAt: frame.tries[node.step]?.startedAt ?? now
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
            let tries = frame.tries[node.step]
        else { return }
        let list = path.attempt(tries.count)
        frames.removeValue(forKey: list)
        // A compensation of the scope as a whole stands for those of its steps.
        if let compensation = node.compensation {
            for inner in saga.keys where inner.isInside(list) { saga.removeValue(forKey: inner) }
            if case .call(let undo) = compensation {
                saga[path] = SagaEntry(
                    path: path,
                    node: node.id,
                    undoCall: undo,
                    input: .null,
                    visible: visibleValues(in: frame.path),
                    effect: .happened(output: output),
                    lastFact: sequence
                )
            }
        }
        complete(path, output: typed(output, as: node.output))
    }
}
