import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of the longest time that things may take.
    static let worstCase: [Rule] = [retriesExceedTimeout, holdOutlivesReservation]

    /// WB0503, of the steps with lists of their own. Reminders end with what they remind of.
    private static let retriesExceedTimeout = Rule { node, context in
        if case .await = node.action { return [] }
        guard case .after(let limit) = node.timeout, !node.action.scopes.isEmpty,
            let before = context.times.before(node.id)
        else { return [] }
        let longest = node.action.scopes.compactMap { scope in
            context.times.end(of: scope).map { (scope, $0) }
        }
        .max { $0.1.known < $1.1.known }
        guard let (scope, end) = longest else { return [] }
        let time = WorstCaseAnalysis().time(of: node, end, since: before)
        let needed = Duration.milliseconds(time.milliseconds)
        guard needed > limit else { return [] }
        let steps = context.steps(on: end) { context.workflow.isScope($0.scope, within: scope) }
        return [.retriesExceedTimeout(of: "`\(node.step)`", node.span, limit, needed, steps)]
    }

    /// WB0506
    private static let holdOutlivesReservation = Rule { node, context in
        guard let call = node.call, let held = call.contract.holdsFor,
            case .establishes(let fact) = call.contract.consequence
        else { return [] }
        guard context.followedReservations.contains(node.id) else {
            return context.firstUnfollowedReservation == node.id
                ? [.tooManyReservations(node, call, context.followedReservations.count)] : []
        }
        let hold = Hold(of: fact, by: node, context)
        return hold.longest.milliseconds > held.milliseconds || hold.longest.isEndless
            ? [.holdOutlivesReservation(node, call, held, hold)] : []
    }
}

extension Linter {
    /// WB0503, of the run's own timeout, which counts until the pivot.
    static func lint(timeoutOf context: LintContext) -> [Diagnostic] {
        guard case .after(let limit) = context.workflow.timeout else { return [] }
        let pivots = context.workflow.nodes.filter(\.isPivot).compactMap { pivot in
            context.times.before(pivot.id).map { WorstCaseAnalysis().after(pivot, $0) }
        }
        let ends = context.times.end(of: .root).map { [$0] } ?? []
        let finishes = context.times.finishes.filter { ending in
            let passage =
                ending.isCaught
                ? context.passage(catching: ending.node) : context.passage(before: ending.node)
            return !passage.isPossible
        }
        let all = pivots + (pivots.isEmpty ? ends : []) + finishes.map(\.knowledge)
        guard let longest = all.max(by: { $0.known < $1.known }), longest.duration > limit else {
            return []
        }
        return [
            .retriesExceedTimeout(
                of: "the run",
                context.workflow.span,
                limit,
                longest.duration,
                context.steps(on: longest) { _ in true }
            )
        ]
    }
}

extension LintContext {
    /// The steps that take time on the longest way to a place, as long as a condition holds of them,
    /// with how long each takes.
    fileprivate func steps(
        on way: WorstCase,
        while belongs: (Node) -> Bool
    ) -> [(node: Node, time: Duration)] {
        var steps: [(node: Node, time: Duration)] = []
        var known = way.known
        var last = way.last
        while let node = last.flatMap(workflow.node), belongs(node),
            let before = times.before(node.id)
        {
            steps.append((node, .milliseconds(known - before.known)))
            known = before.known
            last = before.last
        }
        return steps.reversed()
    }
}

/// What happens between a reservation and the run's commit.
private struct Hold {
    /// The longest time from when the reservation is made.
    let longest: LongestTime
    /// The step on the way that takes longest, or for ever.
    let slowest: Node?
    /// The pivots that commit it, if there are any.
    let pivots: [Node]

    init(of fact: Fact, by node: Node, _ context: LintContext) {
        let workflow = context.workflow
        let analysis = WorstCaseAnalysis(
            goal: { $0.isPivot || $0.call?.contract.consequence == .undoes(fact) },
            whole: { [times = context.times] in times.whole($0) }
        )
        let times = Ways(workflow, analysis, from: node.next, knowing: WorstCase())
        let pivots =
            node.isPivot ? [] : workflow.nodes.filter { $0.isPivot && times.before($0.id) != nil }
        var ends = pivots.compactMap { pivot in
            times.before(pivot.id).map { analysis.after(pivot, $0) }
        }
        if pivots.isEmpty, !node.isPivot {
            ends += [times.end(of: .root)].compactMap(\.self)
            ends += times.finishes.filter(\.keepsWhatWasDone).map(\.knowledge)
        }
        let end = ends.reduce(WorstCase(), analysis.joined)
        self.pivots = pivots
        // Until its pivot a run has no more time than that.
        longest = LongestTime(milliseconds: end.known, isEndless: end.endless != nil)
            .limited(by: workflow.timeout)
        var slowest = end.endless.flatMap(workflow.node)
        var (known, last, most) = (end.known, end.last, 0)
        while slowest == nil || end.endless == nil, let id = last, let before = times.before(id) {
            if known - before.known > most {
                most = known - before.known
                slowest = workflow.node(id)
            }
            (known, last) = (before.known, before.last)
        }
        self.slowest = slowest
    }
}

extension Ways<WorstCaseAnalysis> {
    /// How long the lists of a step take.
    fileprivate func whole(_ node: Node) -> LongestTime {
        guard let before = before(node.id) else { return LongestTime() }
        let analysis = WorstCaseAnalysis()
        let inside = node.action.scopes.compactMap(end).reduce(before, analysis.joined)
        return analysis.time(of: node, inside, since: before)
    }
}

extension Diagnostic {
    fileprivate static func retriesExceedTimeout(
        of what: String,
        _ span: Span,
        _ limit: Duration,
        _ needed: Duration,
        _ steps: [(node: Node, time: Duration)]
    ) -> Diagnostic {
        let slowest = steps.sorted { $0.time > $1.time }.prefix(3)
        let sum = steps.prefix(6).map { "`\($0.node.step)` \($0.time.text)" }
        return Diagnostic(
            .retriesExceedTimeout,
            "\(what) has \(limit.text), but may need \(needed.text)",
            at: span,
            label: "times out after \(limit.text)",
            labels: slowest.map { step in
                .init(step.node.span, step.node.shareInWords(step.time))
            },
            notes: steps.count < 2
                ? []
                : [
                    "in the worst case: \(sum.joined(separator: " + "))"
                        + (steps.count > 6 ? " + …" : "") + " = \(needed.text)"
                ],
            help: ["give it more time, or its steps fewer attempts or shorter timeouts"]
        )
    }

    fileprivate static func holdOutlivesReservation(
        _ node: Node,
        _ call: Call,
        _ held: Duration,
        _ hold: Hold
    ) -> Diagnostic {
        let goal = hold.pivots.isEmpty ? "the end of the run" : "the pivot"
        let time = hold.longest.isEndless ? "any time" : LongestTime.text(hold.longest.milliseconds)
        return Diagnostic(
            .holdOutlivesReservation,
            "what `\(node.step)` reserves lasts \(held.text), but \(goal) may be \(time) away",
            at: call.span,
            label: "lapses by itself after \(held.text)",
            labels: [.init(call.contract.span, "`holds_for` of its contract")]
                + hold.pivots.map { .init($0.span, "commits the run") }
                + (hold.slowest.map { [.init($0.span, "waits longest on the way")] } ?? []),
            help: [
                "reserve after the wait, wait for less long, or reserve again before the commit"
            ]
        )
    }
}

extension Diagnostic {
    fileprivate static func tooManyReservations(_ node: Node, _ call: Call, _ followed: Int)
        -> Diagnostic
    {
        var finding = Diagnostic(
            .holdOutlivesReservation,
            "whether what `\(node.step)` reserves lasts until the commit was not found out",
            at: call.span,
            label: "not looked at from here on",
            notes: ["the ways from \(followed) reservations before it were followed, no more"]
        )
        finding.severity = .info
        return finding
    }
}

extension LongestTime {
    fileprivate static func text(_ milliseconds: Int) -> String {
        Duration.milliseconds(milliseconds).text
    }
}

extension Node {
    /// How the time that a step takes comes about.
    fileprivate func shareInWords(_ time: Duration) -> String {
        guard call != nil, case .limited(let most) = retry.maxAttempts, most > 1,
            case .after(let each) = timeout
        else { return "takes up to \(time.text)" }
        let delays = Duration.milliseconds(retry.delays(between: most))
        return "\(most) attempts of \(each.text) and \(delays.text) between them"
    }
}
