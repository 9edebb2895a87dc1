package import CEL
package import WaybillInterpreter
package import WaybillModel

/// What came of an `allocate`.
package struct AllocationOutcome: Sendable {
    /// `nil` when the step failed before there was one.
    package let plan: JSON?
    /// Why the step failed.
    package let error: StepError?
}

extension Event {
    /// What an `allocate` of the workflow came to, with its step; `nil` for all other events.
    package func allocation(in workflow: Workflow) -> (step: StepPath, outcome: AllocationOutcome)?
    {
        switch self {
        case .allocationDecided(let path, let plan):
            return (path, AllocationOutcome(plan: plan, error: nil))
        case .stepFailed(let path, let error):
            guard case .allocate? = path.step.flatMap(workflow.node(named:))?.action else {
                return nil
            }
            // The plan that leaves too much unfilled is what the error tells of.
            let plan = error.code == .unfilled ? error.details : nil
            return (path, AllocationOutcome(plan: plan, error: error))
        default: return nil
        }
    }
}
