package import CEL
package import WaybillInterpreter
package import WaybillModel

/// What keeps a scenario from being run to its end.
package enum ScenarioFault: Error, Sendable {
    /// The scenario does not say what a handler answers.
    case unanswered(OperationID, HandlerContract)
    /// The run did not end after that many events, or within a century.
    case endless(Int)
    /// The input does not have the type that the workflow declares.
    case badInput([JSONMismatch])
    /// `where` of the workflow's `start` does not hold of the event that is to begin the run.
    case notStarted(EventType)
    /// The event that starts a workflow does not give the run an input.
    case badStart(WorkflowName, String)
    /// The workflow's `key` gives no text for the input.
    case noKey(String)
    /// An expression of the scenario has no value.
    case expression(EvaluationError)
}
