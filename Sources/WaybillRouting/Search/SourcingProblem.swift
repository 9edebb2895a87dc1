/// Which parcels could carry which units of an order, and at what cost: all that the search looks at.
///
/// Items, candidates, sites and stocks are named by their positions, which are also the last word
/// between decisions that are equal in everything else.
struct SourcingProblem {
    /// Units of one product that are to be shipped, and that the same parcels may carry.
    struct Item {
        /// By position; its items draw from the same stocks.
        let product: Int
        let quantity: Int
        /// Of each unit that no parcel carries.
        let unfilledCost: Cost
    }

    /// What a candidate parcel can carry of an item.
    struct Offer {
        let item: Int
        /// Of each unit.
        let cost: Cost
        /// The stock that it draws from.
        let stock: Int
        /// The wave of that stock that it draws from, by position.
        let wave: Int
    }

    /// A parcel that could be sent: from a site, by a service, on a day.
    struct Candidate {
        let site: Int
        /// Of the parcel itself, however much is in it.
        let opening: Cost
        /// In the order of the items.
        let offers: [Offer]
        /// On which of its site's days it leaves, by position.
        var wave: Int { offers.first?.wave ?? 0 }

        /// What it offers of an item.
        func offer(of item: Int) -> Offer? {
            var range = offers.indices
            while let first = range.first {
                let middle = first + range.count / 2
                if offers[middle].item == item { return offers[middle] }
                range = offers[middle].item < item ? middle + 1..<range.upperBound : first..<middle
            }
            return nil
        }
    }

    /// Units of one product at one site.
    struct Stock {
        /// How many may have left by each of the site's waves: its first day, and those on which more
        /// arrives. Never falling.
        let upToWave: [Int]
    }

    /// Those of a product side by side.
    let items: [Item]
    /// The items of each product, by position.
    let products: [Range<Int>]
    /// Those of a site side by side.
    let candidates: [Candidate]
    let stocks: [Stock]
    let mostParcels: Int
    /// What a decision with any parcel at all is spared: the penalty of a split is part of each
    /// candidate's opening, and the first parcel is no split.
    let firstParcelRefund: Cost
    /// How many binary digits all costs have at their ends that are zero: room for shares of them, which
    /// rounding down would make too small for a bound.
    let spareBits: Int

    init(
        items: [Item],
        candidates: [Candidate],
        stocks: [Stock],
        mostParcels: Int,
        firstParcelRefund: Cost,
        spareBits: Int
    ) {
        self.items = items
        let firsts = items.indices.filter { $0 == 0 || items[$0].product != items[$0 - 1].product }
        products = firsts.enumerated().map { number, first in
            first..<(number + 1 < firsts.count ? firsts[number + 1] : items.count)
        }
        self.candidates = candidates
        self.stocks = stocks
        self.mostParcels = mostParcels
        self.firstParcelRefund = firstParcelRefund
        self.spareBits = spareBits
    }

    /// Whether several items may want the same units.
    var hasSharedProducts: Bool { products.contains { $0.count > 1 } }

    /// The most units that an offer can carry when nothing else leaves its site.
    func capacity(of offer: Offer) -> Int {
        min(items[offer.item].quantity, stocks[offer.stock].upToWave[offer.wave])
    }

    /// The most units that a parcel can carry.
    func capacity(of candidate: Candidate) -> Int {
        var (capacity, wanted) = (0, 0)
        for (position, offer) in candidate.offers.enumerated() {
            wanted += items[offer.item].quantity
            let next = position + 1
            // Items of one product draw from one stock.
            if next < candidate.offers.count, candidate.offers[next].stock == offer.stock {
                continue
            }
            capacity += min(wanted, stocks[offer.stock].upToWave[offer.wave])
            wanted = 0
        }
        return capacity
    }
}
