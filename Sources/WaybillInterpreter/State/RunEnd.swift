package import CEL
import OrderedCollections
package import WaybillModel

/// How a run ended.
package enum RunEnd: Hashable, Sendable {
    /// With its outcome, when it has names for them.
    case completed(OutcomeName?, output: JSON)
    /// Failed, and undone.
    case compensated(StepError)
    /// Failed with nothing to undo, or with something left undone by an operator.
    case failed(StepError, unresolved: [StepPath])
    case cancelled(reason: String?)

    package var status: RunStatus {
        switch self {
        case .completed: .completed
        case .compensated: .compensated
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }

    /// Why the run did not complete: what the steps under `after` see as `error`.
    var error: StepError? {
        switch self {
        case .completed: nil
        case .compensated(let error), .failed(let error, _): error
        case .cancelled(let reason): CompensationCause.cancelled(reason: reason).error
        }
    }

    /// The fact that ends the run so.
    var event: Event {
        switch self {
        case .completed(let outcome, let output): .runCompleted(outcome, output: output)
        case .compensated(let error): .runCompensated(error)
        case .failed(let error, let unresolved): .runFailed(error, unresolved: unresolved)
        case .cancelled(let reason): .runCancelled(reason: reason)
        }
    }

    /// What it is called under `after`: the first of these that has steps is followed by them.
    fileprivate var endings: [Ending] {
        switch self {
        case .completed(let outcome?, _): [.outcome(outcome), .status(.completed)]
        case .completed(nil, _): [.status(.completed)]
        case .compensated: [.status(.compensated)]
        case .failed: [.status(.failed)]
        case .cancelled: [.status(.cancelled)]
        }
    }
}

extension Workflow {
    /// The steps that follow an ending; `nil` when none do.
    func steps(after end: RunEnd) -> Scope? {
        for ending in end.endings {
            if let scope = scopes.first(where: { $0.kind == .after(ending) }) { return scope }
        }
        return nil
    }
}

extension RunState {
    /// The fact that ends the run, or, when there are steps to follow, that its ending is decided.
    /// Child runs that are still on their way end before it.
    func endingFact(_ end: RunEnd) -> Event? {
        guard children.isEmpty else { return nil }
        let isFollowed = ending == nil && workflow.steps(after: end) != nil
        return isFollowed ? .endingDecided(end) : end.event
    }
}
