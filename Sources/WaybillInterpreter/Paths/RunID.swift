package import WaybillModel

/// What a run's id names.
package enum RunKind {}

/// The id of a run: `fulfil_order-1001` for a workflow with a key, else with a random part.
package typealias RunID = Name<RunKind>

/// What a correlation id names.
package enum CorrelationKind {}

/// What the runs and events of one order have in common: the id of the run that began it, unless
/// an event from outside brought another.
package typealias CorrelationID = Name<CorrelationKind>

extension RunID {
    /// The id of the child run that a step begins: a function of the run and the path alone, so that
    /// however often it is asked for there is one. `path` has the number of the attempt.
    package func child(at path: StepPath) -> RunID { RunID("\(self)/\(path)") }
}
