/// All that a decision depends on.
package struct RoutingRequest: Hashable, Sendable {
    package var order: RoutingOrder
    /// No site is ready before it: arrivals are counted from there, whatever sites are given.
    package var firstDay: Day
    package var sites: [Site]
    package var services: [ServiceOffer]
    package var policy: RoutingPolicy
    /// What the policy's constraints rule out.
    package var rejections: Rejections

    package init(
        order: RoutingOrder,
        from firstDay: Day = 0,
        sites: [Site],
        services: [ServiceOffer],
        policy: RoutingPolicy,
        rejections: Rejections = Rejections()
    ) {
        self.order = order
        self.firstDay = firstDay
        self.sites = sites
        self.services = services
        self.policy = policy
        self.rejections = rejections
    }
}

/// Which sites, services and lines the policy's constraints rule out, each with the id of the first
/// constraint that does.
package struct Rejections: Hashable, Sendable {
    /// By site.
    package var sites: [String: String] = [:]
    /// Services from a site.
    package var services: [ServiceFrom: String] = [:]
    /// Lines that a service may not carry from a site.
    package var lines: [ServiceFrom: [String: String]] = [:]

    package struct ServiceFrom: Hashable, Sendable {
        package let site: String
        package let service: String

        package init(site: String, service: String) {
            self.site = site
            self.service = service
        }
    }

    package init() {}
}
