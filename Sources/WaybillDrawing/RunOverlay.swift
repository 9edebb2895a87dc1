package import WaybillModel

/// How far a run is, to be shown in the drawing of its workflow.
package struct RunOverlay: Sendable {
    /// A step that is not in it was not reached.
    package let states: [StepID: StepState]
    /// The ending it has reached.
    package let outcome: OutcomeName?

    package init(states: [StepID: StepState], outcome: OutcomeName? = nil) {
        self.states = states
        self.outcome = outcome
    }

    package subscript(step: StepID) -> StepState { states[step] ?? .notReached }
}

/// How far one step of a run is.
package enum StepState: String, Hashable, Sendable, CaseIterable {
    case notReached
    case done
    /// Its `when` did not hold.
    case skipped
    case active
    /// For an event or a time.
    case waiting
    /// An attempt failed and another will follow.
    case retrying
    case failed
    /// It failed, and a catch rule went on from there.
    case caught
    case undone
    /// An operator has to say how it goes on.
    case parked
}

extension StepState {
    /// In words, for the step itself and for the legend.
    var words: String { self == .notReached ? "not reached" : rawValue }
}
