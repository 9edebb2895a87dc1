import TestSupport

/// A workflow of one pivot inside random steps with lists of their own, and what of those steps could
/// undo or repeat it.
struct RandomNesting {
    /// What a list of steps is of.
    enum Place: CaseIterable {
        case scope, scopeWithoutLimit, scopeOfOneAttempt, rule, otherwise, caught, caughtOfLimited
        case limitedScope, retriedScope, branch, iteration, round, reminder

        /// Whether a run comes to what is inside again, once it is done.
        var repeats: Bool { [.iteration, .round, .reminder].contains(self) }

        /// What a finding says that the pivot stands inside; `nil` where one may stand.
        var obstacle: String? {
            switch self {
            case .scope, .scopeWithoutLimit, .scopeOfOneAttempt, .rule, .otherwise, .caught,
                .caughtOfLimited:
                nil
            case .limitedScope: "a scope with a `timeout`"
            case .retriedScope: "a scope with a `retry`"
            case .branch: "a branch"
            case .iteration: "an iteration"
            case .round: "a round"
            case .reminder: "a reminder"
            }
        }
    }

    /// The places around the pivot, the innermost first.
    let places: [Place]
    let text: String

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let depth = Int.random(in: 0...4, using: &random)
        let places = (0..<depth).map { _ in Self.place(using: &random) }
        self.init(places, using: &random)
    }

    /// A pivot inside these places, the innermost first, with or without steps beside it.
    init(_ places: [Place], using random: inout SeededRandom) {
        var step = "{ step: pay, call: card.charge, pivot: true }"
        for (index, place) in places.enumerated() {
            step = Self.step("s\(index)", around: step, place)
            // Neighbours are of no account.
            if Bool.random(using: &random) { step = "{ step: w\(index), wait: 1s }, \(step)" }
            if Bool.random(using: &random) { step += ", { step: v\(index), wait: 1s }" }
        }
        self.places = places
        text = """
            waybill: 1
            workflow: sell
            events: { order.decided: { id: string } }
            handlers: { card.charge: { idempotency: key, effect: charged, settles_in: 1s } }
            input: { n0: int, d0: int }
            defaults: { timeout: 10s }
            steps: [\(step)]
            """
    }

    /// What the finding names: the innermost place where no pivot may stand.
    var obstacle: String? { places.compactMap(\.obstacle).first }

    /// Every other place is one where a pivot may stand, so that pivots deep inside are seen, too.
    private static func place(using random: inout SeededRandom) -> Place {
        let isHarmless = Bool.random(using: &random)
        let places = Place.allCases.filter { ($0.obstacle == nil) == isHarmless }
        return places.randomElement(using: &random) ?? .scope
    }

    private static func step(_ id: String, around inside: String, _ place: Place) -> String {
        let failing = "{ step: \(id)_fail, fail: broken }"
        let action =
            switch place {
            case .scope: "scope: [\(inside)]"
            case .scopeWithoutLimit: "scope: [\(inside)], timeout: never"
            case .scopeOfOneAttempt: "scope: [\(inside)], retry: { max_attempts: 1 }"
            case .rule: "route: [{ when: input.n0 > 0, steps: [\(inside)] }], else: { to: next }"
            case .otherwise:
                "route: [{ when: input.n0 > 0, to: next }], else: { steps: [\(inside)] }"
            case .caught: "scope: [\(failing)], catch: [{ error: any, steps: [\(inside)] }]"
            case .caughtOfLimited:
                "scope: [\(failing)], timeout: 1h, catch: [{ error: any, steps: [\(inside)] }]"
            case .limitedScope: "scope: [\(inside)], timeout: 1h"
            case .retriedScope: "scope: [\(inside)], retry: { max_attempts: 2 }"
            case .branch: "parallel: { a: [\(inside)], b: [{ step: \(id)_b, wait: 1s }] }"
            case .iteration: "for_each: '[1, 2]', as: \(id)_n, steps: [\(inside)]"
            case .round: "repeat: 2, until: 'false', steps: [\(inside)]"
            case .reminder:
                "await: order.decided, match: { id: run.id }, timeout: 150m, "
                    + "remind: { every: 1h, steps: [\(inside)] }"
            }
        return "{ step: \(id), \(action) }"
    }
}
