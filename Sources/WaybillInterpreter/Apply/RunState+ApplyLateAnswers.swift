import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// A success that nobody waits for any more: before the undo it says what to undo; after it an
    /// operator must look. That of an undo means that nothing needs looking at.
    mutating func noteLateSuccess(of id: OperationID, _ attempt: Int, output: JSON) {
        guard let entry = saga[id.path], let node = workflow.node(entry.node) else { return }
        switch (id.direction, entry.undo) {
        case (.undo, .gaveUp):
            guard id == entry.undoID else { return }
            endUndoStep(of: id.path, .done)
            noteUndone(id.path)
        case (.undo, _): return
        case (.forward, .notStarted) where !entry.isUndoSent:
            if entry.effect == .absent {
                warn(of: id.path, "the call succeeded after an answer that it did not happen")
            }
            if case .call(let call) = node.action {
                saga[id.path]?.noteAnswer(to: attempt, of: call.contract)
            }
            learnSuccess(of: id.path, output: output)
        // The undo takes it back: it is not sent yet.
        case (.forward, .running) where !entry.isUndoSent:
            learnSuccess(of: id.path, output: output)
        case (.forward, _):
            warn(of: id.path, "the call succeeded after its undo was sent: see whether it stayed")
        }
    }

    private mutating func warn(of path: StepPath, _ text: String) {
        warnings.append(Warning(path: path, time: now, text: text))
    }

    /// Takes back that another attempt follows, or that an operator is waited for.
    mutating func goBack(_ operation: Operation, to attempt: Int) {
        if case .backingOff = operation.phase { operations[operation.id]?.attemptsInBudget -= 1 }
        operations[operation.id]?.attempt = attempt
        guard let (frame, node) = place(of: operation.id.path), case .parked = frame.activity else {
            return
        }
        frames[frame.path]?.failure = nil
        frames[frame.path]?.activity = .calling(node.id)
    }

    /// A call of which nobody knew whether it took effect did not: nothing of it is left to undo.
    mutating func noteLateRefusal(
        of id: OperationID,
        _ attempt: Int,
        _ failure: AttemptFailure
    ) {
        guard isLateRefusal(failure, of: id, attempt), let entry = saga[id.path],
            case .call(let call)? = workflow.node(entry.node)?.action
        else { return }
        saga[id.path]?.noteAnswer(to: attempt, of: call.contract)
        saga[id.path]?.effect = .absent
        noteLastFact(about: id.path)
    }
}
