import WaybillModel

/// The longest time that the ways to a place may take.
struct WorstCase: Hashable, Sendable {
    /// In milliseconds, as far as something bounds it.
    var known = 0
    /// A step that nothing bounds, when there is one.
    var endless: NodeID?
    /// The last step on the longest way that takes time.
    var last: NodeID?

    /// As a duration.
    var duration: Duration { .milliseconds(known) }
}

/// Finds how long the ways take at most: attempts, the delays between them, waits. What an
/// expression says when to end counts as endless, what other rules ask a limit for as nothing. Of a
/// `for_each` one iteration counts, since nothing says how many there are.
struct WorstCaseAnalysis: FlowAnalysis {
    /// A step past which the ways are not looked at.
    var goal: @Sendable (Node) -> Bool = { _ in false }
    /// How long all of a step with lists takes, for ways that start in one of these.
    var whole: @Sendable (Node) -> LongestTime = { _ in LongestTime() }

    func joined(_ left: WorstCase, _ right: WorstCase) -> WorstCase {
        var longer = right.known > left.known ? right : left
        longer.endless = left.endless ?? right.endless
        return longer
    }

    func after(_ node: Node, _ before: WorstCase) -> WorstCase {
        before.adding(node.longestTime, of: node)
    }

    func failing(_ node: Node, _ before: WorstCase) -> WorstCase { after(node, before) }

    func leaving(_ node: Node, _ before: WorstCase?, _ lists: [WorstCase]) -> WorstCase? {
        // Reminders run meanwhile.
        if case .await = node.action, let before { return after(node, before) }
        guard let first = lists.first else { return before }
        let inside = lists.dropFirst().reduce(first, joined)
        guard let before else { return leaving(node, inside) }
        var time = time(of: node, inside, since: before).limited(by: node.timeout)
        time = node.retry.longestTime(ofAttempts: time)
        if case .scope(_, _, let lock?) = node.action {
            let turn = LongestTime(lock.timeout)
            time.milliseconds = saturatingSum(time.milliseconds, turn.milliseconds)
            time.isEndless = time.isEndless || turn.isEndless
        }
        let endless = time.isEndless ? inside.endless : nil
        var after = before.adding(time, of: node)
        if let endless { after.endless = before.endless ?? endless }
        return after
    }

    func stops(at node: Node) -> Bool { goal(node) }

    /// How long the lists of a step take, whatever its own timeout says.
    func time(of node: Node, _ inside: WorstCase, since before: WorstCase) -> LongestTime {
        var time = LongestTime(
            milliseconds: inside.known - before.known,
            isEndless: inside.endless != before.endless
        )
        if case .repeat(let rounds) = node.action {
            let round = max(time.milliseconds, rounds.every?.milliseconds ?? 0)
            time.milliseconds = saturatingProduct(round, rounds.rounds)
        }
        return time
    }

    /// What is known after a step when the ways started inside it: its other branches run meanwhile,
    /// and other rounds follow, but not for longer than the step may take.
    private func leaving(_ node: Node, _ inside: WorstCase) -> WorstCase {
        var time = LongestTime(
            milliseconds: inside.known,
            isEndless: inside.endless != nil
        )
        switch node.action {
        case .parallel, .repeat:
            let whole = whole(node)
            time.milliseconds = max(time.milliseconds, whole.milliseconds)
            time.isEndless = time.isEndless || whole.isEndless
        default: break
        }
        time = time.limited(by: node.timeout)
        return WorstCase(
            known: time.milliseconds,
            endless: time.isEndless ? inside.endless ?? node.id : nil,
            last: time.milliseconds > inside.known ? node.id : inside.last
        )
    }
}

extension WorstCase {
    fileprivate func adding(_ time: LongestTime, of node: Node) -> WorstCase {
        WorstCase(
            known: saturatingSum(known, time.milliseconds),
            endless: endless ?? (time.isEndless ? node.id : nil),
            last: time.milliseconds > 0 ? node.id : last
        )
    }
}

/// The longest time that something takes.
struct LongestTime: Hashable, Sendable {
    /// As far as something bounds it.
    var milliseconds = 0
    /// Whether nothing bounds some of it.
    var isEndless = false

    /// That of a limit.
    init(_ limit: TimeLimit?) {
        milliseconds = limit?.duration?.milliseconds ?? 0
        isEndless = limit == .never
    }

    init(milliseconds: Int = 0, isEndless: Bool = false) {
        self.milliseconds = milliseconds
        self.isEndless = isEndless
    }

    /// The same, if it is ended after a time.
    func limited(by limit: TimeLimit?) -> LongestTime {
        guard let limit = limit?.duration?.milliseconds else { return self }
        return LongestTime(milliseconds: isEndless ? limit : min(milliseconds, limit))
    }
}

extension Node {
    /// How long the step takes at most, with all its attempts; of one with lists of its own nothing.
    var longestTime: LongestTime {
        switch action {
        case .call: retry.longestTime(ofAttempts: LongestTime(timeout))
        case .wait(.duration(let duration)): LongestTime(milliseconds: duration.milliseconds)
        case .wait(.until): LongestTime(isEndless: true)
        case .run(let child) where !child.isDetached: LongestTime(timeout ?? child.ownTimeout)
        default: LongestTime(timeout)
        }
    }
}

extension RetryPolicy {
    /// How long all attempts and the delays between them take, when each takes so long.
    func longestTime(ofAttempts attempt: LongestTime) -> LongestTime {
        var time = attempt
        if let maxElapsed {
            // The last attempt may begin as the budget ends.
            let budget = saturatingSum(maxElapsed.milliseconds, attempt.milliseconds)
            time.milliseconds = min(budget, attempts(each: attempt.milliseconds) ?? budget)
        } else {
            // What is tried without end has a finding of its own.
            time.milliseconds = attempts(each: attempt.milliseconds) ?? attempt.milliseconds
        }
        return time
    }

    /// The delays between that many attempts, before jitter.
    func delays(between attempts: Int) -> Int {
        // From some attempt on the delay stays as it is.
        let growing = min(max(0, attempts - 1), 64)
        let sum = (0..<growing).reduce(0) { sum, index in
            saturatingSum(sum, delay(after: index + 1).milliseconds)
        }
        let last = delay(after: 64).milliseconds
        return saturatingSum(sum, saturatingProduct(max(0, attempts - 1 - growing), last))
    }

    private func attempts(each milliseconds: Int) -> Int? {
        guard case .limited(let most) = maxAttempts else { return nil }
        return saturatingSum(saturatingProduct(milliseconds, most), delays(between: most))
    }
}

extension Duration {
    /// In whole milliseconds; what is too long for them is as long as they can say.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let whole = saturatingProduct(Int(seconds), 1_000)
        return saturatingSum(whole, Int(attoseconds / 1_000_000_000_000_000))
    }
}

/// Small enough that the sum of two of them is an int.
private let mostMilliseconds = Int.max / 4_000

private func saturatingSum(_ left: Int, _ right: Int) -> Int {
    min(mostMilliseconds, left + right)
}

private func saturatingProduct(_ left: Int, _ right: Int) -> Int {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? mostMilliseconds : min(mostMilliseconds, product)
}
