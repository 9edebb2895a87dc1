/// How an order is routed: what may be done, what it costs, and what decides between equals. Money
/// is in the smallest unit that all prices of the request are whole numbers of.
package struct RoutingPolicy: Hashable, Sendable {
    /// What the promised day means.
    package enum Promise: Hashable, Sendable {
        /// Nothing may arrive later.
        case hard
        /// Lateness costs so much for each unit and day.
        case soft(late: Int)
    }

    /// Whether a parcel may wait at its site for goods that arrive there.
    package enum Hold: Hashable, Sendable {
        case never
        /// For so many days, and only if the whole decision is cheaper by so much.
        case upTo(days: Int, onlyIfSaves: Int)

        var longestWait: Int {
            switch self {
            case .never: 0
            case .upTo(let days, _): days
            }
        }
    }

    /// What the search makes small, before its ties.
    package enum Aim: Hashable, Sendable {
        /// Money: parcels, weight, picking, lateness, splits, unfilled units; then the number of these.
        case cost
        /// Unfilled units, then metres from the sites, over all units.
        case distance
        /// Unfilled units, then the priorities of the sites, over all units.
        case priority
        /// Unfilled units, then parcels.
        case parcels
    }

    /// What decides between decisions that are equally good; the ids of sites and services have the
    /// last word.
    package enum Tie: Hashable, Sendable {
        case fewestParcels
        case earliestArrival
        case lowestCost
        case sitePriority
    }

    package var aim: Aim = .cost
    /// Units of each product that are kept back at each site.
    package var reserveBelow = 0
    package var promise: Promise
    package var mostParcels: Int
    /// Of each parcel beyond the first.
    package var splitPenalty = 0
    package var hold: Hold
    /// Of each unit that no parcel carries; `nil` when as many units as can be are sent, at any cost.
    package var unfilledCost: Int?
    /// Each at most once, and none that says what is made small.
    package var ties: [Tie] = []
    /// How many nodes the search may take.
    package var nodes = 2_000
    /// How many other decisions the answer tells of.
    package var alternatives = 3

    package init(
        promise: Promise,
        mostParcels: Int,
        hold: Hold,
        unfilledCost: Int?
    ) {
        self.promise = promise
        self.mostParcels = mostParcels
        self.hold = hold
        self.unfilledCost = unfilledCost
    }

    /// Whether a unit more that is sent is worth whatever it takes.
    var sendsMostUnits: Bool { aim != .cost || unfilledCost == nil }

    /// What the total has of each unit that no parcel carries.
    var unfilledPrice: Int { unfilledCost ?? 0 }
}
