import CEL
import Foundation
import WaybillModel

/// An amount of money with where it stands, for errors.
struct GivenPrice {
    private enum Source {
        case policy(PolicyName, key: String)
        case given(GivenValue, field: String, owner: String)
    }

    let amount: Decimal
    private let source: Source

    private init(_ amount: Decimal, _ source: Source) {
        (self.amount, self.source) = (amount, source)
    }

    /// Such as `services[0].zones[1].per_kg of service 'post'`.
    var place: String {
        switch source {
        case .policy(let name, let key): "`\(key)` of policy `\(name)`"
        case .given(let value, let field, let owner): "\(value.place).\(field) of \(owner)"
        }
    }

    /// All of a policy.
    static func prices(of policy: AllocationPolicy) -> [GivenPrice] {
        var prices: [GivenPrice] = []
        func add(_ amount: Decimal, _ key: String) {
            prices.append(GivenPrice(amount, .policy(policy.name, key: key)))
        }
        if case .soft(let late) = policy.promise { add(late, "promise.late") }
        if case .upTo(_, let penalty) = policy.split { add(penalty, "split.penalty") }
        if case .upTo(_, let saving) = policy.hold { add(saving, "hold.only_if_saves") }
        switch policy.unfilled {
        case .backorder(let cost), .cancel(let cost): add(cost, "unfilled.cost")
        case .fail: break
        }
        return prices
    }

    static func prices(of site: GivenSite) -> [GivenPrice] {
        [("handling", site.handling), ("picking", site.picking)].map { field, amount in
            GivenPrice(amount, .given(site.given, field: field, owner: "site '\(site.id)'"))
        }
    }

    /// Of its parcels, by zone.
    static func perParcel(of service: GivenService) -> [GivenPrice] {
        service.zones.map { price($0.perParcel, "per_parcel", of: $0, service) }
    }

    static func perKilogram(of service: GivenService) -> [GivenPrice] {
        service.zones.map { price($0.perKilogram, "per_kg", of: $0, service) }
    }

    private static func price(
        _ amount: Decimal,
        _ field: String,
        of zone: GivenService.Zone,
        _ service: GivenService
    ) -> GivenPrice {
        GivenPrice(
            amount,
            .given(zone.given, field: field, owner: "service '\(service.id)'")
        )
    }
}

extension StepError {
    /// Sums that do not fit, with what is largest in them.
    static func tooLarge(
        _ policy: AllocationPolicy,
        _ sites: [GivenSite],
        _ services: [GivenService],
        _ lines: [GivenOrder.Line]
    ) -> StepError {
        let perKilogram = services.flatMap(GivenPrice.perKilogram)
        let prices =
            GivenPrice.prices(of: policy) + sites.flatMap(GivenPrice.prices)
            + services.flatMap(GivenPrice.perParcel) + perKilogram
        var largest: [String] = []
        if let price = prices.max(by: { $0.amount < $1.amount }) {
            largest.append("the largest price is \(price.amount), \(price.place)")
        }
        if let line = lines.max(by: { $0.quantity < $1.quantity }) {
            largest.append("the largest quantity \(line.quantity), that of \(line.given.place)")
        }
        if perKilogram.contains(where: { $0.amount > 0 }),
            let line = lines.max(by: { $0.grams < $1.grams })
        {
            largest.append("the largest weight \(line.grams) g, that of \(line.given.place)")
        }
        return .rejected(
            "the quantities, prices and days of this order are too large to be added up exactly: "
                + largest.joined(separator: ", "),
            "split the order, or round its prices"
        )
    }
}
