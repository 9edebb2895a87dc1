import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// What is asked of a child run, and when its step has taken too long.
    func commands(of child: Child) -> [Command] {
        let command = Command.child(
            ChildCommand(
                path: child.path,
                run: child.run,
                workflow: child.workflow,
                input: child.input,
                demand: demand(of: child)
            )
        )
        guard let deadline = child.deadline, child.phase == .running, !child.deadlinePassed,
            !child.isCommitted, !child.isDraining
        else { return [command] }
        return [command, .wake(.scopeDeadline(child.path), at: deadline)]
    }

    private func demand(of child: Child) -> ChildCommand.Demand {
        switch child.phase {
        case .undoing:
            let reason = "run \(id), which it belongs to, is undone"
            let error = frameUndoing(child.path)?.undoError
            return .undo(error ?? StepError(code: .cancelled, message: reason))
        case .running where child.isDetached: return .begin
        case .running where child.isCommitted: return .complete
        case .running:
            return reasonToCancel(child).map { .cancel(reason: $0) } ?? .complete
        }
    }

    /// Why a child run is to end before it is done; `nil` when it is not.
    private func reasonToCancel(_ child: Child) -> String? {
        if child.deadlinePassed { return "it took longer than the timeout of its step" }
        if child.isDraining { return "run \(id), which it belongs to, is undone" }
        // What may only be undone once the child has ended waits for it.
        guard child.path == uncommittedChild?.path else { return nil }
        if let cancellation { return cancellation.reason ?? "run \(id) is cancelled" }
        let isTooLate = frames.values.contains { $0.deadlinePassed && child.path.isInside($0.path) }
        return isTooLate ? "run \(id) took longer than its timeout" : nil
    }
}
