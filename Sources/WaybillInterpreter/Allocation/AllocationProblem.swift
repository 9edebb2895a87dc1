import CEL
import Foundation
import WaybillModel
import WaybillRouting

/// All that an allocation is given, read and held to its limits, and what the solver makes of it.
struct AllocationProblem {
    let policy: AllocationPolicy
    let now: Timestamp
    let order: GivenOrder
    let sites: [GivenSite]
    let services: [GivenService]
    let allocated: Allocated
    let money: MoneyScale
    let request: RoutingRequest

    init(
        _ policy: AllocationPolicy,
        _ constraints: [AllocationConstraint],
        _ input: AllocationInput,
        at now: Timestamp
    ) throws(StepError) {
        self.policy = policy
        self.now = now
        let givenOrder = GivenValue(input.order, named: "order")
        let allocated = try Allocated(
            input.allocated.map { GivenValue($0, named: "allocated") }
        )
        var order = try GivenOrder(givenOrder)
        try order.takeOff(allocated)
        let lines = order.lines.filter { $0.quantity > 0 }
        let skus = Set(lines.map(\.sku))
        let sites = try Self.sites(input, for: order, skus, at: now)
        let services = try Self.services(input)
        try Self.limit(sites, services, lines)
        let money = try MoneyScale(policy, sites, services, lines)
        var check = try ConstraintCheck(
            policy,
            constraints,
            order: givenOrder,
            sites: sites,
            services: services,
            lines: lines
        )
        var offers: [ServiceOffer] = []
        var rejections = Rejections()
        for (siteIndex, site) in sites.enumerated() {
            if let constraint = try check.rejection(ofSite: siteIndex) {
                rejections.sites[site.id] = constraint
                continue
            }
            // What leaves late in the day can leave on the customer's next day.
            let leavesOn = order.clock.day(of: site.shipsAt(site.readyOn))
            for (serviceIndex, service) in services.enumerated() {
                guard let zone = service.zone(from: site) else { continue }
                offers.append(
                    ServiceOffer(
                        zone,
                        of: service,
                        from: site,
                        atLeast: leavesOn - site.readyOn,
                        money
                    )
                )
                let from = Rejections.ServiceFrom(site: site.id, service: service.id)
                if let constraint = try check.rejection(ofService: serviceIndex, from: siteIndex) {
                    rejections.services[from] = constraint
                    continue
                }
                for (index, line) in lines.enumerated() {
                    guard
                        let constraint = try check.rejection(
                            ofLine: index,
                            by: serviceIndex,
                            from: siteIndex
                        )
                    else { continue }
                    rejections.lines[from, default: [:]][line.id] = constraint
                }
            }
        }
        let request = RoutingRequest(
            order: RoutingOrder(
                lines: lines.map {
                    RoutingOrder.Line(
                        id: $0.id,
                        sku: $0.sku,
                        quantity: $0.quantity,
                        grams: $0.grams
                    )
                },
                promisedBy: order.promisedBy,
                standingParcels: allocated.parcels
            ),
            // Nowhere is the date more than one behind that of UTC.
            from: WallClock().day(of: now) - 1,
            sites: sites.map { Site($0, money) },
            services: offers,
            policy: RoutingPolicy(policy, standing: allocated.parcels, money),
            rejections: rejections
        )
        guard request.isWithinRange else {
            throw .tooLarge(policy, sites, services, lines)
        }
        self.order = order
        self.sites = sites
        self.services = services
        self.allocated = allocated
        self.money = money
        self.request = request
    }

    // MARK: - Reading

    private static func sites(
        _ input: AllocationInput,
        for order: GivenOrder,
        _ skus: Set<String>,
        at now: Timestamp
    ) throws(StepError) -> [GivenSite] {
        var sites: [GivenSite] = []
        var ids = TakenIDs()
        for given in try GivenValue(input.sites, named: "sites").elements() {
            let site = try GivenSite(given, for: order, skus: skus, at: now)
            try ids.take(site.id, for: given)
            sites.append(site)
        }
        return sites
    }

    private static func services(_ input: AllocationInput) throws(StepError) -> [GivenService] {
        var services: [GivenService] = []
        var ids = TakenIDs()
        for given in try GivenValue(input.services, named: "services").elements() {
            let service = try GivenService(given)
            try ids.take(service.id, for: given)
            services.append(service)
        }
        return services
    }

    /// Holds the work of weighing and searching to seconds.
    private static func limit(
        _ sites: [GivenSite],
        _ services: [GivenService],
        _ lines: [GivenOrder.Line]
    ) throws(StepError) {
        let days = max(1, sites.reduce(0) { $0 + 1 + $1.restocks.count })
        let (pairs, overflow) = max(1, services.count * max(1, lines.count))
            .multipliedReportingOverflow(by: days)
        guard !overflow, pairs <= mostChoices else {
            throw .rejected(
                "\(sites.count) sites, \(services.count) services, \(lines.count) lines and the"
                    + " sites' restocks are \(pairs) choices",
                "give fewer sites, the nearest say: at most \(mostChoices) choices can be weighed"
            )
        }
    }

    private static let mostChoices = 1_000_000
}
