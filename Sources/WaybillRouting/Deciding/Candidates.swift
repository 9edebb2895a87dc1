/// The parcels that a request allows, and the problem of choosing among them. Sites, services and
/// lines stand in the order of their ids, whatever order they came in.
struct Candidates {
    /// A product of the order, over all its lines that the same parcels may carry.
    struct Item {
        let sku: String
        /// By position.
        let product: Int
        /// In the order of their ids, one at least.
        let lines: [RoutingOrder.Line]
        var quantity: Int { lines.reduce(0) { $0 + $1.quantity } }
        var grams: Int { lines.first?.grams ?? 0 }
    }

    /// A parcel that could be sent.
    struct Parcel {
        let site: Site
        let service: ServiceOffer
        let shipsOn: Day
        var arrivesOn: Day { shipsOn + service.transitDays }
        var waits: Int { shipsOn - site.readyOn }
    }

    let items: [Item]
    /// By the positions of the problem's candidates.
    let parcels: [Parcel]
    let problem: SourcingProblem

    /// The candidates of a request, whose products are split up like that; without those that wait for
    /// longer than so many days.
    init(_ request: RoutingRequest, _ items: [Item], longestWait: Int) {
        let pricing = Pricing(request)
        let scale = 1 << pricing.spareBits
        var parcels: [Parcel] = []
        var candidates: [SourcingProblem.Candidate] = []
        var stocks: [SourcingProblem.Stock] = []
        let services = Dictionary(grouping: request.services, by: \.site)
        let sites = request.sites.sorted { $0.id < $1.id }
        for (number, site) in sites.enumerated() where request.rejections.sites[site.id] == nil {
            let waves = site.waves(for: items)
            let firstStock = stocks.count
            // One for each product: its items share it.
            for (index, item) in items.enumerated()
            where index == 0 || items[index - 1].product != item.product {
                let kept = request.policy.reserveBelow
                let units = site.units(of: item.sku, by: waves, keeping: kept)
                stocks.append(SourcingProblem.Stock(upToWave: units))
            }
            let offered = (services[site.id] ?? []).sorted { $0.service < $1.service }
            for (wave, day) in waves.enumerated() where day - site.readyOn <= longestWait {
                for service in offered {
                    let parcel = Parcel(site: site, service: service, shipsOn: day)
                    guard pricing.isAllowed(parcel) else { continue }
                    let offers = items.indices.compactMap { index -> SourcingProblem.Offer? in
                        let stock = firstStock + items[index].product
                        guard stocks[stock].upToWave[wave] > 0,
                            pricing.isAllowed(items[index], in: parcel)
                        else { return nil }
                        return SourcingProblem.Offer(
                            item: index,
                            cost: pricing.unit(of: items[index], in: parcel) * scale,
                            stock: stock,
                            wave: wave
                        )
                    }
                    guard !offers.isEmpty else { continue }
                    candidates.append(
                        SourcingProblem.Candidate(
                            site: number,
                            opening: pricing.opening(of: parcel) * scale,
                            offers: offers
                        )
                    )
                    parcels.append(parcel)
                }
            }
        }
        self.items = items
        self.parcels = parcels
        problem = SourcingProblem(
            items: items.map {
                SourcingProblem.Item(
                    product: $0.product,
                    quantity: $0.quantity,
                    unfilledCost: pricing.unfilledUnit * scale
                )
            },
            candidates: candidates,
            stocks: stocks,
            mostParcels: request.policy.mostParcels,
            firstParcelRefund: pricing.firstParcelRefund * scale,
            spareBits: pricing.spareBits
        )
    }
}

extension Site {
    /// The days on which a parcel may leave: the first, and each on which goods of the order arrive.
    fileprivate func waves(for items: [Candidates.Item]) -> [Day] {
        let skus = Set(items.map(\.sku))
        let days = restocks.filter { skus.contains($0.sku) }.map { max(readyOn, $0.day) }
        return Set(days + [readyOn]).sorted()
    }

    /// How many units of a product may have left by each of some days, when some are kept back.
    fileprivate func units(of sku: String, by days: [Day], keeping kept: Int) -> [Int] {
        var coming = restocks.filter { $0.sku == sku }.sorted { $0.day < $1.day }[...]
        var there = stock[sku] ?? 0
        return days.map { day in
            let arrived = coming.prefix { $0.day <= day }
            there = arrived.reduce(there) { $0 + $1.quantity }
            coming = coming.dropFirst(arrived.count)
            return max(0, there - kept)
        }
    }
}
