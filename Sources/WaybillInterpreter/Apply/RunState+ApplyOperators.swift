import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in what an operator asked for.
    mutating func applyOperator(_ event: Event) {
        switch event {
        case .cancelRequested(let reason):
            cancellation = cancellation ?? Cancellation(reason: reason)
        case .retryRequested(let id): retry(id)
        case .operationResolved(let id, let output, _): resolve(id, output: output)
        case .operationSkipped(let id, _): skip(id)
        default: return
        }
    }

    private mutating func retry(_ id: OperationID) {
        if id.direction == .undo {
            if saga[id.path]?.hasGivenUp == true { saga[id.path]?.undo = .notStarted }
            return
        }
        guard let (frame, node) = place(of: id.path), case .parked = frame.activity else { return }
        frames[frame.path]?.failure = nil
        if frames.keys.contains(where: { $0.innermostStep == id.path }) {
            frames[frame.path]?.activity = .inside(node.id)
        } else if let operation = operations[id] {
            operations[id]?.attempt = operation.attempt + 1
            operations[id]?.attemptsInBudget = 1
            operations[id]?.startedAt = now
            operations[id]?.phase = .ready
            frames[frame.path]?.activity = .calling(node.id)
        } else {
            frames[frame.path]?.activity = .at(node.id)
        }
    }

    private mutating func resolve(_ id: OperationID, output: JSON) {
        if id.direction == .undo {
            if saga[id.path]?.hasGivenUp == true {
                endUndoStep(of: id.path, .done)
                noteUndone(id.path)
            }
            return
        }
        guard let (frame, node) = place(of: id.path), case .parked = frame.activity else { return }
        stopEverything(inside: id.path)
        saga[id.path]?.effect = .happened(output: output)
        noteLastFact(about: id.path)
        saga[id.path]?.isSettledByHand = true
        switch node.action {
        case .call, .run: completeCall(id.path, output: output)
        default: complete(id.path, output: typed(output, as: node.output))
        }
    }

    private mutating func skip(_ id: OperationID) {
        if id.direction == .undo {
            guard case .gaveUp(let error) = saga[id.path]?.undo else { return }
            endUndoStep(of: id.path, .skipped)
            if !unresolved.contains(id.path) { unresolved.append(id.path) }
            if pivot != .ahead { abandon(frameUndoing(id.path)?.undoError ?? error) }
        } else if let (frame, _) = place(of: id.path), case .parked(_, let error) = frame.activity {
            // Once the ending is decided a step that is left as it is holds up nothing.
            if ending != nil { return leave(id) }
            unresolved.append(id.path)
            abandon(error)
        }
    }

    /// Goes on after a step as if it had been skipped.
    private mutating func leave(_ id: OperationID) {
        stopEverything(inside: id.path)
        complete(id.path, output: nil)
    }

    /// Ends what may only go forward where it stands: nothing more is done or undone, but by child
    /// runs that are on their way.
    private mutating func abandon(_ error: StepError) {
        operations.removeAll()
        for child in children.values { drain(child) }
        guard let root = frames[.root] else { return }
        frames = [.root: root]
        frames[.root]?.activity = .compensated(.error(error))
        frames[.root]?.failure = nil
    }
}
