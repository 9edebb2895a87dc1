/// Why a decision is the best there is: what was ruled out, what came next, and what decided.
package struct RoutingExplanation: Hashable, Sendable {
    /// A site that nothing could be sent from.
    package struct Rejected: Hashable, Sendable {
        package let site: String
        package let reason: Reason
    }

    package enum Reason: Hashable, Sendable {
        /// A constraint of the policy, by its id.
        case constraint(String)
        /// It has none of the goods, not even later.
        case noStock
        /// It has some of the goods, or will have, and no more than is kept back.
        case keptBack
        /// Nothing it could send would arrive in time, and the promise is hard.
        case tooLate
        /// It has goods only later, for longer than the policy lets a parcel wait.
        case waitsTooLong
        /// No service is offered from it, or each is ruled out for all that it has.
        case noService
    }

    /// What another decision is the best of.
    package enum Rivalry: Hashable, Sendable {
        /// Of those without one of the parcels that were chosen, by its site and service.
        case without(site: String, service: String)
        /// Of those that send as many units as can be sent, at any cost, where fewer are sent.
        case sendingMost
    }

    /// The best decision of those that differ in something from the one that was taken.
    package struct Alternative: Hashable, Sendable {
        package let rivalry: Rivalry
        package let decision: RoutingDecision
        /// How much more it costs; negative when it costs less, and its drawback is another.
        package let delta: Int
        package let drawback: Drawback
    }

    /// Why an alternative is not the decision.
    package enum Drawback: Hashable, Sendable {
        /// It is worse by what the policy makes small; where that comes first, it sends fewer units.
        case aim
        /// It waits, and does not save as much as that must.
        case savesTooLittle
        /// Nothing but a tie.
        case tie(DecidingTie)
    }

    /// What decides between decisions that are equally good.
    package enum DecidingTie: Hashable, Sendable {
        case rule(RoutingPolicy.Tie)
        /// Nothing else does: the ids of sites and services.
        case ids
    }

    /// What waiting brings.
    package struct Hold: Hashable, Sendable {
        /// How much less the decision costs than the best one without waiting; negative when it costs
        /// more, and sends more units.
        package let saves: Int
        /// The longest wait, in days.
        package let waits: Int
        /// How many units the best decision without waiting leaves out.
        package let unfilledOtherwise: Int
        /// Why that is not the decision; `nil` where it is worse by nothing but what waiting saves.
        package let drawback: Drawback?
    }

    /// By site.
    package let rejected: [Rejected]
    /// The cheapest first; where units that are sent count for more than money, the most units first.
    package let alternatives: [Alternative]
    /// What decided between the decision and others that are as good, in the order of the policy; known
    /// only of a policy that asks for alternatives.
    package let ties: [DecidingTie]
    package let hold: Hold?
    /// Whether it is known that units are left out only because no more parcels are allowed.
    package let isLimitedByParcels: Bool
}
