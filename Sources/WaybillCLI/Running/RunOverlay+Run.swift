import WaybillDrawing
import WaybillHistory
import WaybillInterpreter
import WaybillModel

extension RunOverlay {
    /// How far a run is, for the drawing of its workflow.
    init(_ events: [RecordedEvent], of state: RunState) {
        var outcome: OutcomeName?
        if case .completed(let name, _) = state.end { outcome = name }
        self.init(
            states: StepProgress.all(of: events).mapValues(StepState.init), outcome: outcome)
    }
}

extension StepState {
    fileprivate init(_ progress: StepProgress) {
        switch progress {
        case .notReached: self = .notReached
        case .done: self = .done
        case .skipped: self = .skipped
        case .active: self = .active
        case .waiting: self = .waiting
        case .retrying: self = .retrying
        case .failed: self = .failed
        case .caught: self = .caught
        case .undone: self = .undone
        case .parked: self = .parked
        }
    }
}
