import TestSupport

/// A small random workflow, its text, and by brute force what has run on which way to each step.
struct RandomFlow {
    indirect enum Step {
        case set(String)
        /// A `set` with a `when`.
        case skipped(String)
        case call(String, caught: Flow)
        case route(String, [Flow])
        case scope(String, [Step], caught: Flow?)
        case fail(String)

        var id: String {
            switch self {
            case .set(let id), .skipped(let id), .call(let id, _), .route(let id, _),
                .scope(let id, _, _), .fail(let id):
                id
            }
        }
    }

    enum Flow {
        case to(String)
        case steps([Step])
        case fail
    }

    let steps: [Step]

    init(seed: UInt64) {
        var maker = Maker(random: SeededRandom(seed: seed))
        steps = maker.list(depth: 3, later: [])
    }

    /// Makes steps, and knows which ids are taken.
    private struct Maker {
        var random: SeededRandom
        var made = 0

        /// A list, last step first, so that a step knows the later ones that `to` may name.
        mutating func list(depth: Int, later: [String]) -> [Step] {
            var steps: [Step] = []
            for _ in 0..<Int.random(in: 1...(depth == 3 ? 5 : 3), using: &random) {
                steps.insert(step(depth: depth, later: steps.map(\.id) + later), at: 0)
            }
            return steps
        }

        private mutating func step(depth: Int, later: [String]) -> Step {
            made += 1
            let id = "s\(made)"
            switch Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &random) {
            case 0, 1: return .set(id)
            case 2: return .skipped(id)
            case 3: return .call(id, caught: flow(depth: depth - 1, later: later))
            case 4: return Bool.random(using: &random) ? .set(id) : .fail(id)
            case 5, 6:
                let inside = list(depth: depth - 1, later: later)
                let isCaught = Bool.random(using: &random)
                return .scope(
                    id,
                    inside,
                    caught: isCaught ? flow(depth: depth - 1, later: later) : nil
                )
            default:
                let count = Int.random(in: 2...3, using: &random)
                return .route(id, (0..<count).map { _ in flow(depth: depth - 1, later: later) })
            }
        }

        private mutating func flow(depth: Int, later: [String]) -> Flow {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: .fail
            case 1: .to("end")
            case 2: .to("next")
            case 3: .to(later.randomElement(using: &random) ?? "next")
            default: depth >= 0 ? .steps(list(depth: depth, later: later)) : .to("next")
            }
        }
    }
}

// MARK: - Text

extension RandomFlow {
    /// The steps of the workflow. Each `set` reads all of `steps`, so that its expression knows
    /// what is seen there.
    var text: String { Self.text(steps) }

    private static func text(_ steps: [Step]) -> String {
        "[" + steps.map(text).joined(separator: ", ") + "]"
    }

    private static func text(_ step: Step) -> String {
        let probe = "set: { x: \"${ steps == steps }\" }"
        let action =
            switch step {
            case .set: probe
            case .skipped: "when: input.total > 1, \(probe)"
            case .call(_, let caught):
                "call: stock.reserve, with: { order: \"${ input.id }\" }, catch: [{ error: any, \(text(caught)) }]"
            case .route(_, let flows):
                "route: ["
                    + flows.dropLast().enumerated().map {
                        "{ when: input.total > \($0), \(text($1)) }"
                    }.joined(separator: ", ") + "], else: { \(flows.last.map(text) ?? "") }"
            case .scope(_, let inside, let caught):
                "scope: \(text(inside))"
                    + (caught.map { ", catch: [{ error: any, \(text($0)) }]" } ?? "")
            case .fail: "fail: refused"
            }
        return "{ step: \(step.id), \(action) }"
    }

    private static func text(_ flow: Flow) -> String {
        switch flow {
        case .to(let id): "to: \(id)"
        case .steps(let steps): "steps: \(text(steps))"
        case .fail: "fail: refused"
        }
    }
}

// MARK: - Ways

extension RandomFlow {
    /// What became of a step on one way.
    enum Mark { case ran, caught }
    typealias Way = [String: Mark]

    /// The ways to each step, as what has run on them.
    var ways: [String: Set<Way>] {
        var walk = Walk()
        _ = walk.run(steps, [[:]])
        return walk.arrivals
    }

    /// Where control goes on.
    private enum Exit: Hashable {
        case next
        case end
        case to(String)
    }

    /// Goes all ways at once.
    private struct Walk {
        var arrivals: [String: Set<Way>] = [:]

        mutating func run(_ list: [Step], _ ways: Set<Way>) -> [Exit: Set<Way>] {
            var waiting = [0: ways]
            var left: [Exit: Set<Way>] = [:]
            for (index, step) in list.enumerated() {
                guard let arriving = waiting[index], !arriving.isEmpty else { continue }
                arrivals[step.id, default: []].formUnion(arriving)
                for (exit, ways) in exits(of: step, arriving) {
                    switch exit {
                    case .next: waiting[index + 1, default: []].formUnion(ways)
                    case .end: left[.end, default: []].formUnion(ways)
                    case .to(let id):
                        if let target = list.firstIndex(where: { $0.id == id }) {
                            waiting[target, default: []].formUnion(ways)
                        } else {
                            left[exit, default: []].formUnion(ways)
                        }
                    }
                }
            }
            left[.end, default: []].formUnion(waiting[list.count] ?? [])
            return left
        }

        private mutating func exits(of step: Step, _ ways: Set<Way>) -> [(Exit, Set<Way>)] {
            switch step {
            case .set(let id): return [(.next, ways.marking(id, .ran))]
            case .skipped(let id): return [(.next, ways.marking(id, .ran)), (.next, ways)]
            case .call(let id, let caught):
                return [(.next, ways.marking(id, .ran))]
                    + exits(of: caught, ways.marking(id, .caught))
            case .route(_, let flows): return flows.flatMap { exits(of: $0, ways) }
            case .scope(_, let inside, let caught):
                let hidden = Set(inside.flatMap(\.ids))
                let left = run(inside, ways).map { exit, ways in
                    (exit == .end ? .next : exit, ways.forgetting(hidden))
                }
                return left + (caught.map { exits(of: $0, ways) } ?? [])
            case .fail: return []
            }
        }

        private mutating func exits(of flow: Flow, _ ways: Set<Way>) -> [(Exit, Set<Way>)] {
            switch flow {
            case .to("next"): [(.next, ways)]
            case .to("end"): [(.end, ways)]
            case .to(let id): [(.to(id), ways)]
            case .steps(let list): run(list, ways).map { ($0 == .end ? .next : $0, $1) }
            case .fail: []
            }
        }
    }
}

extension RandomFlow.Step {
    /// The ids of the step and of those inside.
    fileprivate var ids: [String] {
        let inside: [RandomFlow.Step] =
            switch self {
            case .set, .skipped, .fail: []
            case .call(_, let caught): caught.steps
            case .route(_, let flows): flows.flatMap(\.steps)
            case .scope(_, let inside, let caught): inside + (caught?.steps ?? [])
            }
        return [id] + inside.flatMap(\.ids)
    }
}

extension RandomFlow.Flow {
    fileprivate var steps: [RandomFlow.Step] {
        if case .steps(let steps) = self { steps } else { [] }
    }
}

extension Set<RandomFlow.Way> {
    fileprivate func marking(_ id: String, _ mark: RandomFlow.Mark) -> Self {
        Set(map { $0.merging([id: mark]) { $1 } })
    }

    fileprivate func forgetting(_ ids: Set<String>) -> Self {
        Set(map { way in way.filter { !ids.contains($0.key) } })
    }
}
