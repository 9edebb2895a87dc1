/// The keys of one construct of the language: those that are read, and those that LANGUAGE.md
/// knows but this version does not carry out. What is in neither list is a mistake.
struct KeyTable: Sendable {
    /// As messages name it: "a step", "`retry`".
    let construct: String
    let keys: [String]
    let later: [String]

    init(_ construct: String, _ keys: [String], later: [String] = []) {
        self.construct = construct
        self.keys = keys
        self.later = later
    }
}

extension KeyTable {
    static let workflow = KeyTable(
        "a workflow",
        [
            "waybill", "workflow", "version", "summary", "use", "types", "events", "handlers",
            "input", "output", "outcomes", "key", "start", "timeout", "defaults", "steps",
            "after", "invariants",
        ],
        later: ["policies"]
    )

    static let contracts = KeyTable(
        "a file of contracts",
        ["waybill", "summary", "use", "types", "events", "handlers"],
        later: ["policies"]
    )

    static let start = KeyTable("`start`", ["event", "where", "input"])

    static let defaults = KeyTable("`defaults`", ["timeout", "retry"])

    static let handler = KeyTable(
        "a handler contract",
        [
            "summary", "input", "output", "errors", "idempotency", "effect", "undoes",
            "settles_in", "holds_for", "safe_if_absent", "fences",
        ]
    )

    static let handlerError = KeyTable("a declared error", ["retry", "effect"])

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
