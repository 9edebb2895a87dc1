package import Foundation
package import WaybillDiagnostics

/// How an order is spread over sites: a policy of `policies`, with all that it leaves to defaults and
/// shorthands filled in (LANGUAGE.md, "Warehouse routing"). Money is in the order's currency.
package struct AllocationPolicy: Hashable, Sendable {
    /// What the search makes small, before its ties: `minimize`.
    package enum Aim: String, Hashable, Sendable, CaseIterable {
        /// Money: parcels, weight, picking, lateness, splits, unfilled units.
        case cost
        /// Unfilled units, then the distance of all units from their sites.
        case distance
        /// Unfilled units, then the priorities of the sites, over all units.
        case priority
        /// Unfilled units, then parcels.
        case parcels
    }

    /// What the promised day means.
    package enum Promise: Hashable, Sendable {
        /// Nothing may arrive later.
        case hard
        /// Lateness costs so much for each unit and day.
        case soft(late: Decimal)
    }

    /// Over how many parcels an order may be split.
    package enum Split: Hashable, Sendable {
        case never
        /// Each parcel beyond the first costs the penalty.
        case upTo(parcels: Int, penalty: Decimal)
    }

    /// Whether a parcel may wait at its site for goods that arrive there.
    package enum Hold: Hashable, Sendable {
        case never
        /// For so long, in whole days, and only if the whole decision is cheaper by so much.
        case upTo(Duration, onlyIfSaves: Decimal)
    }

    /// What becomes of units that no parcel carries.
    package enum Unfilled: Hashable, Sendable {
        /// They are sent later, which costs so much for each.
        case backorder(cost: Decimal)
        /// They are taken off the order, which costs so much for each.
        case cancel(cost: Decimal)
        /// The step fails with `unfilled`.
        case fail
    }

    /// What decides between decisions that are equally good. The ids of sites and services have the
    /// last word.
    package enum Tie: String, Hashable, Sendable, CaseIterable {
        case fewestParcels = "fewest_parcels"
        case earliestArrival = "earliest_arrival"
        case lowestCost = "lowest_cost"
        case sitePriority = "site_priority"
        case siteID = "site_id"
    }

    package static let usualTies: [Tie] = [
        .fewestParcels, .earliestArrival, .sitePriority, .siteID,
    ]
    package static let usualNodes = 2_000
    package static let usualAlternatives = 3

    package let name: PolicyName
    package let summary: String?
    /// `sha256:` and the digest of the policy in its whole form, its constraints included.
    package private(set) var digest: DefinitionDigest
    package let aim: Aim
    /// Units of each product that are kept back at each site.
    package let reserveBelow: Int
    package let promise: Promise
    package let split: Split
    package let hold: Hold
    package let unfilled: Unfilled
    /// In the order asked; the last is ``Tie/siteID``.
    package let ties: [Tie]
    /// How many nodes the search may take.
    package let nodes: Int
    /// How many other decisions the plan tells of.
    package let alternatives: Int
    /// Where its name stands.
    package let span: Span

    package init(
        name: PolicyName,
        summary: String? = nil,
        digest: DefinitionDigest = "",
        aim: Aim = .cost,
        reserveBelow: Int = 0,
        promise: Promise,
        split: Split,
        hold: Hold = .never,
        unfilled: Unfilled,
        ties: [Tie] = Self.usualTies,
        nodes: Int = Self.usualNodes,
        alternatives: Int = Self.usualAlternatives,
        span: Span
    ) {
        self.name = name
        self.summary = summary
        self.digest = digest
        self.aim = aim
        self.reserveBelow = reserveBelow
        self.promise = promise
        self.split = split
        self.hold = hold
        self.unfilled = unfilled
        self.ties = ties
        self.nodes = nodes
        self.alternatives = alternatives
        self.span = span
    }

    /// The same policy with the digest of its whole form.
    package func with(digest: DefinitionDigest) -> AllocationPolicy {
        var policy = self
        policy.digest = digest
        return policy
    }
}
