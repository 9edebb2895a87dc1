import TestSupport

/// A small random workflow of calls with effects, pivots, catches and endings. Each ending has an
/// outcome of its own, so that it can be told which was reached.
struct RandomSaga {
    private var random: SeededRandom
    private var steps = 0
    private var calls = 0
    private var conditions = 0
    private var outcomes: [(name: String, disposition: String)] = []
    /// The workflow, with the contracts of what it calls.
    private(set) var text = ""

    /// How many conditions it has at most, each over numbers of its own: `n0` through `d0`, which
    /// fails when `d0` is zero.
    static let mostConditions = 2
    private static let mostCalls = 4

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        let list = list(depth: 2)
        let names = outcomes.map { "\($0.name): \($0.disposition)" }.joined(separator: ", ")
        text = """
            waybill: 1
            workflow: sell
            handlers:
              card.look: { effect: none, errors: { refused: { retry: never } } }
              card.act: { idempotency: key, effect: acted, settles_in: 1s, errors: { refused: { retry: never } } }
              card.undo: { idempotency: key, undoes: acted, safe_if_absent: true, fences: true }
            input: { n0: int, d0: int, n1: int, d1: int }
            outcomes: { \(names.isEmpty ? "unused: keep" : names) }
            defaults: { timeout: 10s }
            steps: \(list)
            """
    }

    private mutating func list(depth: Int) -> String {
        let count = Int.random(in: 1...(depth == 2 ? 4 : 2), using: &random)
        let steps = (0..<count).map { _ in step(depth: depth) }
        return "[\(steps.joined(separator: ", "))]"
    }

    private mutating func step(depth: Int) -> String {
        steps += 1
        let id = "s\(steps)"
        switch Int.random(in: 0..<(depth > 0 ? 12 : 9), using: &random) {
        case 0..<6 where calls < Self.mostCalls: return "{ step: \(id), \(call(depth: depth)) }"
        case 6: return "{ step: \(id), \(ending()) }"
        case 9, 10:
            return "{ step: \(id), scope: \(list(depth: depth - 1))\(caught(depth: depth)) }"
        case 8 where mayHaveCondition, 11 where mayHaveCondition:
            let condition = condition()
            let taken = flow(depth: depth)
            let otherwise = flow(depth: depth)
            return
                "{ step: \(id), route: [{ when: \(condition), \(taken) }], else: { \(otherwise) } }"
        default: return "{ step: \(id), wait: 1s }"
        }
    }

    private mutating func call(depth: Int) -> String {
        calls += 1
        let skipping = mayHaveCondition && chance(8) ? "when: \(condition()), " : ""
        if chance(4) { return skipping + "call: card.look" + caught(depth: depth) }
        let undo: String =
            switch Int.random(in: 0..<5, using: &random) {
            case 0: ""
            case 1: ", compensate: none"
            default: ", compensate: { call: card.undo }"
            }
        let retry = chance(3) ? ", retry: { max_attempts: unlimited }" : ""
        let pivot = chance(3) ? ", pivot: true" : ""
        return skipping + "call: card.act" + (pivot.isEmpty ? undo : pivot) + retry
            + caught(depth: depth)
    }

    private mutating func caught(depth: Int) -> String {
        chance(2) ? ", catch: [{ error: any, \(flow(depth: depth)) }]" : ""
    }

    private mutating func flow(depth: Int) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: "to: next"
        case 2: "to: end"
        case 3, 4: depth > 0 ? "steps: \(list(depth: depth - 1))" : "to: next"
        default: ending()
        }
    }

    private mutating func ending() -> String {
        let disposition = ["keep", "undo", ""].randomElement(using: &random) ?? ""
        if disposition.isEmpty { return "fail: refused" }
        let name = "\(disposition)_\(outcomes.count)"
        outcomes.append((name, disposition))
        return "finish: \(name)"
    }

    private mutating func condition() -> String {
        conditions += 1
        return "input.n\(conditions - 1) / input.d\(conditions - 1) > 0"
    }

    private var mayHaveCondition: Bool { conditions < Self.mostConditions }

    /// True once in so many times.
    private mutating func chance(_ times: Int) -> Bool {
        Int.random(in: 0..<times, using: &random) == 0
    }
}
