import OrderedCollections
package import WaybillModel

extension RunState {
    /// The run's status now.
    package var status: RunStatus {
        if let end { return end.status }
        if operations.values.contains(where: { $0.isActive && !$0.isDraining }) {
            return isUndoing ? .compensating : .running
        }
        if !parkedOperations.isEmpty { return .parked }
        if isUndoing { return .compensating }
        let isBusy = frames.values.contains { frame in
            switch frame.activity {
            case .waiting, .awaiting, .runningChild, .locking, .inside, .betweenRounds: false
            // Child runs end before it does.
            case .compensated: false
            default: true
            }
        }
        return isBusy ? .running : .waiting
    }

    /// Whether anything is being undone.
    var isUndoing: Bool { frames.values.contains(where: \.isUndoing) }

    /// What waits for an operator, and why, in the order of the run.
    package var parkedOperations: [(id: OperationID, error: StepError)] {
        let steps = frames.values.compactMap { frame -> (id: OperationID, error: StepError)? in
            guard case .parked(let node, let error) = frame.activity,
                let step = workflow.node(node)?.step
            else { return nil }
            return (OperationID(frame.path.step(step)), error)
        }
        // Once the ending is decided, or the run left as it is, it says what stays undone.
        if ending != nil || frames[.root]?.activity.kind == .compensated { return steps }
        let undos = saga.values.compactMap { entry -> (id: OperationID, error: StepError)? in
            guard case .gaveUp(let error) = entry.undo else { return nil }
            return (entry.undoID, error)
        }
        return steps + undos
    }
}
