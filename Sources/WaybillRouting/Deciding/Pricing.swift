/// What parcels and units of a request cost, in money and as ``Cost`` for the search.
struct Pricing {
    let policy: RoutingPolicy
    private let promisedBy: Day?
    private let rejections: Rejections
    private let firstDay: Day
    private let unfilledWeight: Int
    /// How many binary digits more the costs of a search may have.
    let spareBits: Int
    private let isSplitByAnyParcel: Bool

    init(_ request: RoutingRequest) {
        policy = request.policy
        promisedBy = request.order.promisedBy
        rejections = request.rejections
        firstDay = request.firstDay
        let magnitudes = Magnitudes(request)
        unfilledWeight = magnitudes.unfilledWeight
        spareBits = magnitudes.spareBits
        isSplitByAnyParcel = request.order.standingParcels > 0
    }

    // MARK: - What is allowed

    func isAllowed(_ parcel: Candidates.Parcel) -> Bool {
        if policy.promise == .hard, daysLate(parcel) > 0 { return false }
        return rejections.services[parcel.origin] == nil
    }

    /// The same parcels may carry all lines of an item: the first speaks for them.
    func isAllowed(_ item: Candidates.Item, in parcel: Candidates.Parcel) -> Bool {
        guard let rejected = rejections.lines[parcel.origin], let line = item.lines.first else {
            return true
        }
        return rejected[line.id] == nil
    }

    func daysLate(_ parcel: Candidates.Parcel) -> Int {
        promisedBy.map { max(0, parcel.arrivesOn - $0) } ?? 0
    }

    // MARK: - Money

    /// What one unit costs in a parcel, by part.
    func money(ofUnit item: Candidates.Item, in parcel: Candidates.Parcel) -> ParcelCost {
        var cost = ParcelCost()
        // Half a unit of money is rounded up.
        cost.weight = (parcel.service.perKilogram * item.grams + 500) / 1_000
        cost.picking = parcel.site.picking
        if case .soft(let late) = policy.promise { cost.lateness = late * daysLate(parcel) }
        return cost
    }

    /// What a parcel costs, whatever is in it.
    func money(of parcel: Candidates.Parcel) -> ParcelCost {
        var cost = ParcelCost()
        cost.parcel = parcel.service.perParcel
        cost.handling = parcel.site.handling
        return cost
    }

    // MARK: - Cost

    func unit(of item: Candidates.Item, in parcel: Candidates.Parcel) -> Cost {
        let money = money(ofUnit: item, in: parcel).total
        let aim =
            switch policy.aim {
            case .cost: money
            case .distance: parcel.site.metres
            case .priority: parcel.site.priority
            case .parcels: 0
            }
        return cost(aim, unfilled: 0) { tie in
            switch tie {
            case .earliestArrival: parcel.arrivesOn - firstDay
            case .lowestCost: money
            case .fewestParcels, .sitePriority: 0
            }
        }
    }

    func opening(of parcel: Candidates.Parcel) -> Cost {
        let money = money(of: parcel).total + policy.splitPenalty
        let aim =
            switch policy.aim {
            case .cost: money
            case .distance, .priority: 0
            case .parcels: 1
            }
        return cost(aim, unfilled: 0) { tie in
            switch tie {
            case .fewestParcels: 1
            case .sitePriority: parcel.site.priority
            case .lowestCost: money
            case .earliestArrival: 0
            }
        }
    }

    /// Of a unit that no parcel carries.
    var unfilledUnit: Cost {
        cost(policy.sendsMostUnits ? unfilledWeight : policy.unfilledPrice, unfilled: 1) {
            $0 == .lowestCost ? policy.unfilledPrice : 0
        }
    }

    /// The split penalty of the first parcel, unless parcels stand already.
    var firstParcelRefund: Cost {
        guard !isSplitByAnyParcel else { return .zero }
        return cost(policy.aim == .cost ? policy.splitPenalty : 0, unfilled: 0) {
            $0 == .lowestCost ? policy.splitPenalty : 0
        }
    }

    /// The penalties of that many parcels, in money.
    func splitPenalties(of parcels: Int) -> Int {
        max(0, isSplitByAnyParcel ? parcels : parcels - 1) * policy.splitPenalty
    }

    /// The least that a decision costs in money, by a bound of the search, when so many units are
    /// left out: of the decisions that send as many, where that comes first.
    func lowerBound(_ bound: Cost, leaving units: Int) -> Int {
        guard policy.sendsMostUnits else { return bound.first }
        return max(0, bound.first - unfilledWeight * units)
    }

    /// Where cost is made small, of decisions that cost as much those that send most units are better,
    /// before any tie: ties add up over what is sent, and would speak for sending less. Elsewhere they
    /// are better at any cost.
    private func cost(
        _ aim: Int,
        unfilled: Int,
        _ part: (RoutingPolicy.Tie) -> Int
    ) -> Cost {
        let beforeTies = policy.aim == .cost ? [aim, unfilled] : [aim]
        return Cost(parts: beforeTies + policy.ties.map(part))
    }
}

extension Candidates.Parcel {
    var origin: Rejections.ServiceFrom {
        Rejections.ServiceFrom(site: site.id, service: service.service)
    }
}
