package import CEL
package import WaybillModel

extension Allocate {
    /// The plan of the step, as ``WaybillModel/AllocationShape/plan(lines:)`` has it.
    ///
    /// Throws `rejected_input` when a value makes no sense, naming its place; `expression` when a
    /// constraint fails; `unfilled`, with the plan as its details, when units are left and the policy
    /// says that the step fails then.
    package func plan(for input: AllocationInput, at now: Timestamp) throws(StepError) -> JSON {
        let plan = try policy.plan(under: constraints, for: input, at: now)
        guard policy.unfilled == .fail, case .array(let unfilled)? = plan["unfilled"],
            !unfilled.isEmpty
        else { return plan }
        var message = "no parcel carries \(unfilled.count) of the order's lines in full"
        if case .string(let limit)? = plan["explain"]?["limit"] { message += ": \(limit)" }
        if plan["proved"] == .bool(false) {
            message += "; the search ended before the plan was proved"
        }
        throw StepError(code: .unfilled, message: message, details: plan)
    }
}
