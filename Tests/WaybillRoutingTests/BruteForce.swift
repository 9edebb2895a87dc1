@testable import WaybillRouting

/// The cost of the best decision, found by trying every set of parcels and, for each product, every
/// way to spread the units of each of its lines over them: from the request alone.
struct BruteForce {
    let request: RoutingRequest
    let pricing: Pricing
    private let parcels: [Candidates.Parcel]
    let products: [[RoutingOrder.Line]]

    init(_ request: RoutingRequest, longestWait: Int) {
        self.request = request
        let pricing = Pricing(request)
        self.pricing = pricing
        products = Dictionary(grouping: request.order.lines, by: \.sku).values.map { $0 }
        parcels = request.sites.filter { request.rejections.sites[$0.id] == nil }.flatMap { site in
            let days = Set([site.readyOn] + site.restocks.map { max(site.readyOn, $0.day) })
            return days.filter { $0 - site.readyOn <= longestWait }.flatMap { day in
                request.services.filter { $0.site == site.id }.map {
                    Candidates.Parcel(site: site, service: $0, shipsOn: day)
                }
            }
        }
        .filter(pricing.isAllowed)
    }

    var best: Cost {
        sets(upTo: request.policy.mostParcels, from: 0).map(cost).min() ?? .zero
    }

    func sets(upTo size: Int, from first: Int) -> [[Candidates.Parcel]] {
        guard size > 0 else { return [[]] }
        return [[]]
            + parcels.indices.dropFirst(first).flatMap { parcel in
                sets(upTo: size - 1, from: parcel + 1).map { [parcels[parcel]] + $0 }
            }
    }

    private func cost(of set: [Candidates.Parcel]) -> Cost {
        var cost = set.isEmpty ? Cost.zero : Cost.zero - pricing.firstParcelRefund
        for parcel in set { cost += pricing.opening(of: parcel) }
        return products.reduce(cost) { $0 + self.cost(of: $1[...], in: set, leaving: []) }
    }

    /// Of the lines of a product, when so many units of each parcel are of other lines of it already.
    private func cost(
        of lines: ArraySlice<RoutingOrder.Line>,
        in set: [Candidates.Parcel],
        leaving taken: [Int]
    ) -> Cost {
        guard let line = lines.first else { return .zero }
        let item = Candidates.Item(sku: line.sku, product: 0, lines: [line])
        let allowed = set.map { pricing.isAllowed(item, in: $0) }
        let costs = set.map { pricing.unit(of: item, in: $0) }
        let before = taken.isEmpty ? set.map { _ in 0 } : taken
        var best: Cost?
        for units in spreads(of: line.quantity, over: allowed[...]) {
            let all = zip(before, units).map(+)
            guard fits(all, of: line.sku, in: set) else { continue }
            let left = line.quantity - units.reduce(0, +)
            var cost = pricing.unfilledUnit * left
            for (unit, count) in zip(costs, units) { cost += unit * count }
            cost += self.cost(of: lines.dropFirst(), in: set, leaving: all)
            best = min(best ?? cost, cost)
        }
        return best ?? .zero
    }

    /// All ways to give at most so many units to the parcels that may have some.
    func spreads(of quantity: Int, over allowed: ArraySlice<Bool>) -> [[Int]] {
        guard let isAllowed = allowed.first else { return [[]] }
        return (0...(isAllowed ? quantity : 0)).flatMap { first in
            spreads(of: quantity - first, over: allowed.dropFirst()).map { [first] + $0 }
        }
    }

    func fits(_ units: [Int], of sku: String, in set: [Candidates.Parcel]) -> Bool {
        zip(units, set).allSatisfy { count, parcel in
            guard count > 0 else { return true }
            let left = zip(units, set)
                .filter { $1.site.id == parcel.site.id && $1.shipsOn <= parcel.shipsOn }
                .reduce(0) { $0 + $1.0 }
            let arrived = parcel.site.restocks
                .filter { $0.sku == sku && $0.day <= parcel.shipsOn }
                .reduce(parcel.site.stock[sku] ?? 0) { $0 + $1.quantity }
            return left <= arrived - request.policy.reserveBelow
        }
    }
}
