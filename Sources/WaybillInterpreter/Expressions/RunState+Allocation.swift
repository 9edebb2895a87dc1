import CEL
package import WaybillModel

extension RunState {
    /// What the policy of an `allocate` decides about when the step is next in its list; `nil` when the
    /// step at the path is not next, or does something else.
    package func allocationInput(at path: StepPath) throws(StepError) -> (
        allocate: Allocate, input: AllocationInput
    )? {
        guard let (frame, node) = placeOfNext(path), case .allocate(let allocate) = node.action
        else { return nil }
        return (allocate, try input(of: allocate, context(of: node, in: frame)))
    }

    /// What a policy decides about.
    func input(of allocate: Allocate, _ context: ExpressionContext)
        throws(StepError) -> AllocationInput
    {
        AllocationInput(
            order: try evaluate(allocate.order, in: context),
            sites: try evaluate(allocate.sites, in: context),
            services: try evaluate(allocate.services, in: context),
            allocated: try allocate.allocated.map { (allocated) throws(StepError) in
                try evaluate(allocated, in: context)
            }
        )
    }
}
