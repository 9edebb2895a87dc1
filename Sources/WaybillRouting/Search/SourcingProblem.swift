/// Which parcels could carry which units of an order, and at what cost: all that the search looks at.
///
/// Items, candidates, sites and stocks are named by their positions, which are also the last word
/// between decisions that are equal in everything else.
package struct SourcingProblem: Sendable {
    /// Units of one product that are to be shipped.
    package struct Item: Sendable {
        package let quantity: Int
        /// Of each unit that no parcel carries.
        package let unfilledCost: Cost

        package init(quantity: Int, unfilledCost: Cost) {
            self.quantity = quantity
            self.unfilledCost = unfilledCost
        }
    }

    /// What a candidate parcel can carry of an item.
    package struct Offer: Sendable {
        package let item: Int
        /// Of each unit.
        package let cost: Cost
        /// The stock that it draws from.
        package let stock: Int
        /// The wave of that stock that it draws from, by position.
        package let wave: Int

        package init(item: Int, cost: Cost, stock: Int, wave: Int) {
            self.item = item
            self.cost = cost
            self.stock = stock
            self.wave = wave
        }
    }

    /// A parcel that could be sent: from a site, by a service, on a day.
    package struct Candidate: Sendable {
        package let site: Int
        /// Of the parcel itself, however much is in it.
        package let opening: Cost
        /// In the order of the items.
        package let offers: [Offer]

        package init(site: Int, opening: Cost, offers: [Offer]) {
            self.site = site
            self.opening = opening
            self.offers = offers
        }
    }

    /// Units of one product at one site.
    package struct Stock: Sendable {
        /// How many may have left by each of the site's waves: its first day, and those on which more
        /// arrives. Never falling.
        package let upToWave: [Int]

        package init(upToWave: [Int]) { self.upToWave = upToWave }
    }

    package let items: [Item]
    /// Those of a site side by side.
    package let candidates: [Candidate]
    package let stocks: [Stock]
    package let mostParcels: Int
    /// What a decision with any parcel at all is spared: the penalty of a split is part of each
    /// candidate's opening, and the first parcel is no split.
    package let firstParcelRefund: Cost

    package init(
        items: [Item],
        candidates: [Candidate],
        stocks: [Stock],
        mostParcels: Int,
        firstParcelRefund: Cost
    ) {
        self.items = items
        self.candidates = candidates
        self.stocks = stocks
        self.mostParcels = mostParcels
        self.firstParcelRefund = firstParcelRefund
    }

    /// The most units that an offer can carry when nothing else leaves its site.
    func capacity(of offer: Offer) -> Int {
        let limits = stocks[offer.stock].upToWave[offer.wave...]
        return min(items[offer.item].quantity, limits.min() ?? 0)
    }
}
