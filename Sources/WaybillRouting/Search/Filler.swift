/// Hands the units of products out to parcels at the least cost.
struct Filler {
    /// How the items of a product share the units that several of them want.
    enum Sharing {
        /// Each takes the cheapest that those before it leave: quick, and never better than
        /// ``together``.
        case inTurn
        /// Each takes the cheapest, whatever others take: a bound, and no decision.
        case alone
        /// At the least cost.
        case together
    }

    /// Units of an item that a parcel carries.
    struct Share {
        let item: Int
        let offer: PricedOffer
        let units: Int
    }

    private let problem: SourcingProblem
    private var stores: Stores
    /// What was handed out of the last product.
    private(set) var shares: [Share] = []
    /// What the dearest unit of each item costs: a parcel more saves at most the difference to it.
    private(set) var dearest: [Cost]
    /// Once it is spent, what is filled together may be wrong.
    var work = WorkBudget(0)

    init(_ problem: SourcingProblem) {
        self.problem = problem
        stores = Stores(problem.stocks)
        dearest = [Cost](repeating: .zero, count: problem.items.count)
    }

    /// Fills a product, given by its items, from their offers, the cheapest of each first. Gives the
    /// cost, with that of the units that are left over.
    mutating func fill<Offers: IteratorProtocol<PricedOffer>>(
        _ product: Range<Int>,
        _ sharing: Sharing,
        from offers: (_ item: Int) -> Offers
    ) -> Cost {
        defer { stores.reset() }
        shares.removeAll(keepingCapacity: true)
        var cost = Cost.zero
        for item in product {
            cost += fill(item, problem.items[item].quantity, from: offers(item))
            if sharing != .inTurn { stores.reset() }
        }
        guard sharing == .together else { return cost }
        // Each alone has the best there is: only where they want the same units must they share.
        guard product.count > 1, !fitsTogether() else { return cost }
        return fillTogether(product, from: offers)
    }

    /// The least that a product costs by offers that are the cheapest first, if each may carry any of
    /// its items: a bound, and no decision.
    mutating func fillAsOne<Offers: IteratorProtocol<PricedOffer>>(
        _ product: Range<Int>,
        from offers: Offers
    ) -> Cost {
        defer { stores.reset() }
        shares.removeAll(keepingCapacity: true)
        let wanted = product.reduce(0) { $0 + problem.items[$1].quantity }
        return fill(product.lowerBound, wanted, from: offers)
    }

    /// The cheapest units first: under limits that are nested, as those of the waves of a stock are,
    /// that is never wrong.
    private mutating func fill<Offers: IteratorProtocol<PricedOffer>>(
        _ item: Int,
        _ quantity: Int,
        from offers: consuming Offers
    ) -> Cost {
        let unfilled = problem.items[item].unfilledCost
        var missing = quantity
        var cost = Cost.zero
        dearest[item] = .zero
        work.spend(1)
        while missing > 0, let offer = offers.next(), offer.cost < unfilled {
            work.spend(stores.waves(of: offer))
            let taken = stores.take(missing, by: offer)
            guard taken > 0 else { continue }
            missing -= taken
            cost += offer.cost * taken
            dearest[item] = offer.cost
            shares.append(Share(item: item, offer: offer, units: taken))
        }
        if missing > 0 { dearest[item] = unfilled }
        return cost + unfilled * missing
    }

    private mutating func fitsTogether() -> Bool {
        defer { stores.reset() }
        return shares.allSatisfy { stores.take($0.units, by: $0.offer) == $0.units }
    }

    // MARK: - Items that want the same units

    private static let (source, sink, firstItem) = (0, 1, 2)

    /// Fills the items of a product by a flow of its units from the waves of its stocks.
    private mutating func fillTogether<Offers: IteratorProtocol<PricedOffer>>(
        _ product: Range<Int>,
        from offers: (_ item: Int) -> Offers
    ) -> Cost {
        let wanted = product.reduce(0) { $0 + problem.items[$1].quantity }
        let useful = product.flatMap { usefulOffers(of: $0, wanted, from: offers($0)) }
        let waves = Set(useful.map { Wave(stock: $0.offer.stock, number: $0.offer.wave) }).sorted()
        let firstWave = Self.firstItem + product.count
        var network = FlowNetwork(nodes: firstWave + waves.count)
        for (position, wave) in waves.enumerated() {
            let node = firstWave + position
            var units = problem.stocks[wave.stock].upToWave[wave.number]
            if position > 0, waves[position - 1].stock == wave.stock {
                units -= problem.stocks[wave.stock].upToWave[waves[position - 1].number]
                network.connect(node - 1, to: node, room: wanted, cost: .zero)
            }
            network.connect(Self.source, to: node, room: min(units, wanted), cost: .zero)
        }
        for item in product {
            let node = Self.firstItem + item - product.lowerBound
            let (quantity, unfilled) = (
                problem.items[item].quantity, problem.items[item].unfilledCost
            )
            network.connect(Self.source, to: node, room: wanted, cost: unfilled)
            network.connect(node, to: Self.sink, room: quantity, cost: .zero)
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(waves, waves.indices))
        let arcs = useful.map { share in
            let wave = Wave(stock: share.offer.stock, number: share.offer.wave)
            return network.connect(
                firstWave + (numbers[wave] ?? 0),
                to: Self.firstItem + share.item - product.lowerBound,
                room: wanted,
                cost: share.offer.cost
            )
        }
        let cost = network.send(from: Self.source, to: Self.sink, &work)
        shares = zip(useful, arcs).compactMap { share, arc in
            let units = network.flow(through: arc)
            return units > 0 ? Share(item: share.item, offer: share.offer, units: units) : nil
        }
        for item in product {
            let node = Self.firstItem + item - product.lowerBound
            dearest[item] = network.distances[node] ?? problem.items[item].unfilledCost
        }
        return cost
    }

    /// The cheapest offers of an item that have as many units as all items want: whatever the others
    /// take, it needs none besides.
    private mutating func usefulOffers<Offers: IteratorProtocol<PricedOffer>>(
        of item: Int,
        _ wanted: Int,
        from offers: consuming Offers
    ) -> [Share] {
        defer { stores.reset() }
        var missing = wanted
        var useful: [Share] = []
        while missing > 0, let offer = offers.next(),
            offer.cost < problem.items[item].unfilledCost
        {
            work.spend(stores.waves(of: offer))
            let units = stores.take(missing, by: offer)
            guard units > 0 else { continue }
            missing -= units
            useful.append(Share(item: item, offer: offer, units: units))
        }
        return useful
    }
}

/// A wave of a stock.
private struct Wave: Hashable, Comparable {
    let stock: Int
    let number: Int

    static func < (left: Wave, right: Wave) -> Bool {
        (left.stock, left.number) < (right.stock, right.number)
    }
}
