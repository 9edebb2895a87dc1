package import CEL

/// What an allocation decides about, as it goes on the wire (`AllocationShape`).
package struct AllocationInput: Hashable, Sendable {
    package let order: JSON
    /// A list.
    package let sites: JSON
    /// A list.
    package let services: JSON
    /// A list; `nil` when nothing is allocated yet.
    package let allocated: JSON?

    package init(order: JSON, sites: JSON, services: JSON, allocated: JSON? = nil) {
        self.order = order
        self.sites = sites
        self.services = services
        self.allocated = allocated
    }
}
