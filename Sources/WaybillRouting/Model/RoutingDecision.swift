/// Which sites ship which units, by which service, when; and how good that is.
package struct RoutingDecision: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// One parcel, with everything, as soon as its site is ready; none when there is nothing to
        /// send.
        case ship
        /// Several, as soon as their sites are ready.
        case split
        /// With a parcel that waits for goods to arrive at its site.
        case hold
        /// Some units are left out.
        case partial
        /// Nothing is sent.
        case unfilled
    }

    package struct Parcel: Hashable, Sendable {
        package let site: String
        package let service: String
        package let shipsOn: Day
        package let arrivesOn: Day
        /// Units of each line of the order, by its id, none of them zero.
        package let units: [String: Int]
        package let cost: ParcelCost
        /// Days that it waits at its site.
        package let waits: Int
    }

    package let kind: Kind
    /// By site, service and day.
    package let parcels: [Parcel]
    /// Units of each line that no parcel carries.
    package let unfilled: [String: Int]
    package internal(set) var total: Int
    /// Whether nothing arrives late and nothing is left out.
    package let isPromiseMet: Bool
    /// What the search made small, then its ties.
    var cost: Cost
    /// No decision that the policy allows costs less than this, its rule for waiting included; where it
    /// sends as many units as can be sent at any cost, none that sends as many. `nil` where it
    /// makes something else small than the cost.
    package internal(set) var lowerBound: Int?
    /// Whether no decision that the policy allows is better, by what it makes small or by the ties.
    package internal(set) var isProved: Bool
    /// How many nodes the searches took.
    package internal(set) var nodes: Int

    package var unfilledUnits: Int { unfilled.values.reduce(0, +) }

    /// The longest wait, in days.
    package var waits: Int { parcels.lazy.map(\.waits).max() ?? 0 }

    /// The same decision, with what else became known of how good it is.
    func with(isProved: Bool, lowerBound: Int? = nil, nodes: Int) -> RoutingDecision {
        var decision = self
        decision.isProved = isProved
        decision.lowerBound = lowerBound ?? self.lowerBound
        decision.nodes = nodes
        return decision
    }
}

/// What a parcel costs, by part, in the smallest unit of money.
package struct ParcelCost: Hashable, Sendable {
    package var parcel = 0
    package var handling = 0
    package var weight = 0
    package var picking = 0
    package var lateness = 0

    package var total: Int { parcel + handling + weight + picking + lateness }
}
