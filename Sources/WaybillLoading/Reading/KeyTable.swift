/// The keys of one construct of the language. Any other is a mistake.
struct KeyTable: Sendable {
    /// As messages name it: "a step", "`retry`".
    let construct: String
    let keys: [String]

    init(_ construct: String, _ keys: [String]) {
        self.construct = construct
        self.keys = keys
    }
}

extension KeyTable {
    static let workflow = KeyTable(
        "a workflow",
        [
            "waybill", "workflow", "version", "summary", "use", "types", "events", "handlers",
            "policies", "input", "output", "outcomes", "key", "start", "timeout", "defaults",
            "steps", "after", "invariants",
        ]
    )

    static let contracts = KeyTable(
        "a file of contracts",
        ["waybill", "summary", "use", "types", "events", "handlers", "policies"]
    )

    static let start = KeyTable("`start`", ["event", "where", "input"])

    static let event = KeyTable("an event", ["external", "data"])

    static let defaults = KeyTable("`defaults`", ["timeout", "retry"])

    static let handler = KeyTable(
        "a handler contract",
        [
            "summary", "input", "output", "errors", "idempotency", "effect", "undoes",
            "settles_in", "holds_for", "safe_if_absent", "fences",
        ]
    )

    static let handlerError = KeyTable("a declared error", ["retry", "effect"])

    static let policy = KeyTable(
        "a policy",
        [
            "summary", "strategy", "keep", "minimize", "reserve_below", "promise", "split", "hold",
            "unfilled", "ties", "search", "explain",
        ]
    )

    static let promise = KeyTable("`promise`", ["mode", "late"])

    static let split = KeyTable("`split`", ["max_parcels", "penalty"])

    static let hold = KeyTable("`hold`", ["max", "only_if_saves"])

    static let unfilled = KeyTable("`unfilled`", ["action", "cost"])

    static let search = KeyTable("`search`", ["nodes"])

    static let explanation = KeyTable("`explain`", ["alternatives"])

    static let allocation = KeyTable(
        "the `with` of an `allocate`",
        ["order", "sites", "services", "allocated"]
    )

    static let retry = KeyTable(
        "`retry`",
        [
            "max_attempts", "initial_delay", "multiplier", "max_delay", "jitter", "max_elapsed",
            "only", "except",
        ]
    )

    static let remind = KeyTable("`remind`", ["every", "steps"])

    static let rule = KeyTable(
        "a routing rule",
        ["when", "to", "steps", "finish", "fail", "output", "message", "details"]
    )

    static let otherwise = KeyTable(
        "`else`",
        ["to", "steps", "finish", "fail", "output", "message", "details"]
    )

    static let lock = KeyTable("`lock`", ["name", "slots", "timeout"])

    static let invariant = KeyTable("an invariant", ["name", "at_end"])

    static let catchRule = KeyTable(
        "a catch rule",
        [
            "error", "when", "keep", "output", "to", "steps", "finish", "fail", "message",
            "details",
        ]
    )

    static let compensation = KeyTable(
        "`compensate`",
        ["call", "with", "timeout", "retry", "emit", "data", "subject", "steps"]
    )

    static let undoStep = KeyTable(
        "a step of a `compensate`",
        ["step", "call", "with", "timeout", "retry", "emit", "data", "subject"]
    )
}
