/// The keys of a step: its actions, the keys that belong to one action or another, and the
/// modifiers with the actions they apply to (LANGUAGE.md, "The step").
enum StepKeys {
    static let actions = [
        "call", "route", "parallel", "for_each", "repeat", "scope", "await", "wait", "wait_until",
        "emit", "run", "allocate", "set", "finish", "fail",
    ]

    /// Keys that stand beside an action, and beside which.
    static let companions: [(key: String, actions: [String])] = [
        ("with", ["call", "allocate", "run"]),
        ("else", ["route"]),
        ("output", ["scope", "finish"]),
        ("match", ["await"]),
        ("message", ["fail"]),
        ("details", ["fail"]),
        ("where", ["await"]),
        ("remind", ["await"]),
        ("lock", ["scope"]),
        ("join", ["parallel", "for_each"]),
        ("on_failure", ["parallel", "for_each"]),
        ("as", ["for_each"]),
        ("index_as", ["for_each"]),
        ("max_parallel", ["for_each"]),
        ("steps", ["for_each", "repeat"]),
        ("collect", ["for_each", "repeat"]),
        ("until", ["repeat"]),
        ("every", ["repeat"]),
        ("data", ["emit"]),
        ("subject", ["emit"]),
        ("detach", ["run"]),
    ]

    static let modifiers: [(key: String, actions: [String])] = [
        (
            "timeout",
            ["call", "await", "scope", "parallel", "for_each", "repeat", "run", "allocate"]
        ),
        ("retry", ["call", "scope"]),
        (
            "catch",
            [
                "call", "await", "scope", "parallel", "for_each", "repeat", "emit", "allocate",
                "run",
            ]
        ),
        ("compensate", ["call", "emit", "run", "scope"]),
        ("pivot", ["call"]),
    ]

    /// Allowed on every step.
    static let common = ["step", "when", "summary"]

    /// Every key a step can have, for did-you-mean.
    static let all = common + actions + modifiers.map(\.key) + companions.map(\.key)

    /// The keys that a step with those keys may have besides; one without an action needs that first.
    static func keys(beside keys: [String]) -> [String] {
        let actions = Set(keys).intersection(actions)
        guard !actions.isEmpty else { return common + self.actions }
        let further = (modifiers + companions).filter { !actions.isDisjoint(with: $0.actions) }
        return common + further.map(\.key)
    }

    /// The actions that a companion or modifier belongs to; `nil` for other keys.
    static func actions(of key: String) -> [String]? {
        companions.first { $0.key == key }?.actions ?? modifiers.first { $0.key == key }?.actions
    }
}
