package import WaybillModel

/// How far a run is, to be shown in the drawing of its workflow.
package struct RunOverlay: Sendable {
    /// A step that is not in it was not reached.
    package let steps: [StepID: StepProgress]
    /// The ending it has reached.
    package let outcome: OutcomeName?

    package init(steps: [StepID: StepProgress], outcome: OutcomeName? = nil) {
        self.steps = steps
        self.outcome = outcome
    }

    package subscript(step: StepID) -> StepProgress { steps[step] ?? .notReached }
}

extension StepProgress {
    /// In words, for the step itself and for the legend.
    var words: String { self == .notReached ? "not reached" : rawValue }
}
