import OrderedCollections
import WaybillModel

/// What a run and its child runs have to tell each other. Drivers record it on both sides.
extension RunState {
    /// The next fact of a child run that the run does not know yet; `nil` when it knows all.
    package func fact(about child: RunState) -> Event? {
        guard let step = child.parent, step.run == id, let known = children[step.path],
            known.run == child.id
        else { return nil }
        if known.isDetached { return .childDetached(step.path) }
        if case .passed = child.pivot, !known.isCommitted, known.phase == .running {
            return .childCommitted(step.path)
        }
        switch (known.phase, child.end) {
        case (_, nil), (.undoing, .completed): return nil
        case (_, let end?): return .childEnded(step.path, end)
        }
    }

    /// What a child run records because of what is asked of it. One that is past its pivot does not
    /// let itself be cancelled, and the run it belongs to is told so.
    package func events(for demand: ChildCommand.Demand) -> [Event] {
        switch demand {
        case .begin, .complete: return []
        case .cancel(let reason):
            guard end == nil, cancellation == nil else { return [] }
            return (try? events(for: OperatorRequest.cancel(reason: reason))) ?? []
        case .undo(let error):
            guard case .completed = end else { return [] }
            return [.compensationRequested(error)]
        }
    }
}

extension ChildCommand {
    /// How a run ends that was called off before it began; `nil` when it is to begin.
    package var endOfNothing: RunEnd? {
        switch demand {
        case .begin, .complete: nil
        case .cancel(let reason): .cancelled(reason: reason)
        case .undo(let error): .compensated(error)
        }
    }
}
