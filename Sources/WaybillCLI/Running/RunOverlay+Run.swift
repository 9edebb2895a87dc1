import WaybillDrawing
import WaybillHistory
import WaybillInterpreter
import WaybillModel

extension RunOverlay {
    /// How far a run is, for the drawing of its workflow.
    init(_ events: [RecordedEvent], of state: RunState) {
        var outcome: OutcomeName?
        if case .completed(let name, _) = state.end { outcome = name }
        self.init(steps: StepProgress.all(of: events, in: state.workflow), outcome: outcome)
    }
}
