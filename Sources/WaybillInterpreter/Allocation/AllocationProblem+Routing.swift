import Foundation
import WaybillModel
import WaybillRouting

extension MoneyScale {
    /// The scale for all money of a request.
    init(
        _ policy: AllocationPolicy,
        _ sites: [GivenSite],
        _ services: [GivenService],
        _ lines: [GivenOrder.Line]
    ) throws(StepError) {
        try self.init(
            GivenPrice.prices(of: policy) + sites.flatMap(GivenPrice.prices)
                + services.flatMap(GivenPrice.perParcel),
            perKilogram: services.flatMap(GivenPrice.perKilogram),
            grams: lines.map(\.grams)
        )
    }
}

extension AllocationPolicy.Split {
    var mostParcels: Int {
        switch self {
        case .never: 1
        case .upTo(let parcels, _): parcels
        }
    }
}

extension RoutingPolicy {
    init(_ policy: AllocationPolicy, standing parcels: Int, _ money: MoneyScale) {
        let promise: Promise =
            switch policy.promise {
            case .hard: .hard
            case .soft(let late): .soft(late: money.units(late))
            }
        let hold: Hold =
            switch policy.hold {
            case .never: .never
            case .upTo(let longest, let onlyIfSaves):
                .upTo(
                    days: Int(longest.components.seconds) / WallClock.secondsOfDay,
                    onlyIfSaves: money.units(onlyIfSaves)
                )
            }
        let unfilledCost: Decimal? =
            switch policy.unfilled {
            case .backorder(let cost), .cancel(let cost): cost
            case .fail: nil
            }
        self.init(
            promise: promise,
            mostParcels: max(0, policy.split.mostParcels - parcels),
            hold: hold,
            unfilledCost: unfilledCost.map(money.units)
        )
        if case .upTo(_, let penalty) = policy.split { splitPenalty = money.units(penalty) }
        aim = Aim(policy.aim)
        reserveBelow = policy.reserveBelow
        // What is made small is the same in all decisions that are equally good.
        ties = policy.ties.compactMap(Tie.init).filter { tie in
            !(tie == .lowestCost && aim == .cost) && !(tie == .fewestParcels && aim == .parcels)
        }
        nodes = policy.nodes
        alternatives = policy.alternatives
    }
}

extension RoutingPolicy.Aim {
    fileprivate init(_ aim: AllocationPolicy.Aim) {
        self =
            switch aim {
            case .cost: .cost
            case .distance: .distance
            case .priority: .priority
            case .parcels: .parcels
            }
    }
}

extension RoutingPolicy.Tie {
    /// `nil` for the ids, which have the last word anyhow.
    init?(_ tie: AllocationPolicy.Tie) {
        switch tie {
        case .fewestParcels: self = .fewestParcels
        case .earliestArrival: self = .earliestArrival
        case .lowestCost: self = .lowestCost
        case .sitePriority: self = .sitePriority
        case .siteID: return nil
        }
    }
}

extension Site {
    /// A site whose distance is unknown counts as the furthest.
    init(_ site: GivenSite, _ money: MoneyScale) {
        self.init(
            id: site.id,
            priority: site.priority,
            readyOn: site.readyOn,
            metres: site.metres ?? Location.furthest,
            handling: money.units(site.handling),
            picking: money.units(site.picking),
            stock: site.stock,
            restocks: site.restocks
        )
    }
}

extension ServiceOffer {
    init(
        _ zone: GivenService.Zone,
        of service: GivenService,
        from site: GivenSite,
        atLeast transitDays: Int,
        _ money: MoneyScale
    ) {
        self.init(
            site: site.id,
            service: service.id,
            perParcel: money.units(zone.perParcel),
            perKilogram: money.units(zone.perKilogram),
            transitDays: max(zone.transitDays, transitDays)
        )
    }
}
