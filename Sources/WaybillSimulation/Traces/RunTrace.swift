package import CEL
import OrderedCollections
package import WaybillInterpreter
package import WaybillModel

/// What happened to one run: its events, and what is read off them.
package struct RunTrace: Sendable {
    package let workflow: Workflow
    package let events: [RecordedEvent]
    /// After the last event.
    package let state: RunState
    /// The steps that ran, in the order in which they began; those that `when` skipped did not.
    package private(set) var steps: [StepPath] = []
    /// The steps that were undone, in the order in which they were.
    package private(set) var undone: [StepPath] = []
    /// The events that it published, in order.
    package private(set) var emitted: [CloudEvent] = []
    /// When it ended.
    package private(set) var endedAt: Timestamp?

    package init(of events: [RecordedEvent], workflow: Workflow) {
        var state = RunState(id: "", workflow: workflow)
        var known: Set<StepPath> = []
        for recorded in events {
            let next = state.stepsNext
            let wasOver = state.end != nil
            state.apply(recorded)
            steps += next.filter { state.hasBegun($0.step, in: $0.list, by: recorded.event) }
                .map { $0.list.step($0.step) }
            undone += state.saga.values.filter { $0.undo == .done }.map(\.path)
                .filter { known.insert($0).inserted }
            if case .eventEmitted(_, let event) = recorded.event { emitted.append(event) }
            if !wasOver, state.end != nil { endedAt = recorded.time }
        }
        self.workflow = workflow
        self.events = events
        self.state = state
    }

    /// From its start to its end, or to the last that happened.
    package var elapsed: Duration {
        (endedAt ?? state.now).duration(since: state.startedAt)
    }
}

extension RunState {
    /// The steps at which lists stand and that have not begun.
    fileprivate var stepsNext: [(list: StepPath, step: StepID)] {
        frames.values.compactMap { frame in
            guard case .at(let id) = frame.activity, let node = workflow.node(id) else {
                return nil
            }
            return (frame.path, node.step)
        }
    }

    /// Whether an event was the beginning of a step at which a list stood before it.
    fileprivate func hasBegun(_ step: StepID, in list: StepPath, by event: Event) -> Bool {
        switch event {
        // With its lock a scope stands at its beginning once more.
        case .lockRequested: return false
        case .stepSkipped, .compensationStarted, .runCompleted, .runCompensated, .runFailed,
            .runCancelled:
            return false
        default: break
        }
        guard let frame = frames[list], case .at(let id) = frame.activity else { return true }
        return workflow.node(id)?.step != step
    }
}
