package import CEL
package import WaybillModel

extension AllocationPolicy {
    /// The best plan under the policy, whatever it leaves unfilled; the same input gives the same
    /// bytes. Throws `rejected_input` and `expression`, as a step does.
    package func plan(
        under constraints: [AllocationConstraint],
        for input: AllocationInput,
        at now: Timestamp
    ) throws(StepError) -> JSON {
        let problem = try AllocationProblem(self, constraints, input, at: now)
        return AllocationPlan(problem).json(of: input)
    }
}
