package import WaybillDiagnostics

/// A step that decides which sites ship what, when and by which service.
package struct Allocate: Sendable {
    package let policy: AllocationPolicy
    /// In the order of the file.
    package let constraints: [AllocationConstraint]
    /// As ``AllocationShape`` says, with whatever else the policy's constraints read.
    package let order: Template
    /// A list.
    package let sites: Template
    /// A list.
    package let services: Template
    /// The parcels of earlier plans that stand: their units are no longer sought, and they count as
    /// parcels. A list.
    package let allocated: Template?
    /// Where the policy's name stands.
    package let span: Span

    package init(
        policy: AllocationPolicy,
        constraints: [AllocationConstraint],
        order: Template,
        sites: Template,
        services: Template,
        allocated: Template?,
        span: Span
    ) {
        self.policy = policy
        self.constraints = constraints
        self.order = order
        self.sites = sites
        self.services = services
        self.allocated = allocated
        self.span = span
    }
}
