import WaybillModel

/// What stands in the shape of a step: its id, what it does, and what is special about it.
struct NodeLabel {
    let node: Node
    let state: StepProgress?

    /// In Graphviz's HTML.
    var html: String {
        var lines = ["<B>\(DOTText.html(node.step.rawValue))</B>"]
        if node.isPivot {
            lines.append(small("PIVOT: from here on, forward only", Palette.pivotLine))
        }
        lines += node.action.words.map(DOTText.html)
        lines += marks.map { small($0, Palette.quiet) }
        if let state, state != .notReached { lines.append("<I>\(state.words)</I>") }
        return lines.joined(separator: "<BR/>")
    }

    private var marks: [String] {
        var marks: [String] = []
        if let condition = node.condition {
            marks += clause("only when", ShortExpression.lines(of: condition.text))
        }
        let limits = [node.timeout.map(\.words), node.retry.words].compactMap(\.self)
        if !limits.isEmpty { marks.append(limits.joined(separator: ", ")) }
        if case .none? = node.compensation { marks.append("never undone") }
        return marks
    }

    /// Lines that begin with a word of ours.
    private func clause(_ head: String, _ lines: [String]) -> [String] {
        guard let first = lines.first else { return [] }
        return ["\(head) \(first)"] + lines.dropFirst()
    }

    private func small(_ text: String, _ colour: String) -> String {
        "<FONT POINT-SIZE=\"9\" COLOR=\"\(colour)\">\(DOTText.html(text))</FONT>"
    }
}

extension Action {
    /// What it does, on one line or several.
    fileprivate var words: [String] {
        switch self {
        case .call(let call): ["call \(call.contract.name)"]
        case .route: []
        case .scope(_, _, let lock): ["scope"] + (lock?.words ?? [])
        case .parallel(let parallel): ["parallel"] + parallel.join.words
        case .forEach(let forEach): forEach.words
        case .repeat(let rounds): rounds.words
        case .await(let awaited): awaited.words
        case .wait(.duration(let duration)): ["wait \(duration.text)"]
        case .wait(.until(let time)): ["wait until"] + ShortExpression.lines(of: time.text)
        case .emit(let emit): ["emit \(emit.event.type)"]
        case .run(let child):
            ["run \(child.workflow.name)"] + (child.isDetached ? ["goes on by itself"] : [])
        case .allocate(let allocate): ["allocate by \(allocate.policy.name)"]
        case .set(let values): ["set \(values.fieldNames)"]
        case .finish(let finish): ["finish \(finish.outcome.name)"]
        case .fail(let fail): ["fail \(fail.code)"]
        }
    }
}

extension Lock {
    fileprivate var words: [String] {
        let lines = ShortExpression.lines(of: name.text)
        let head = ["lock \(lines.first ?? "")"] + lines.dropFirst()
        return slots == 1 ? head : head + ["\(slots) at a time"]
    }
}

extension Join {
    /// Nothing for what needs no word: all must end.
    fileprivate var words: [String] {
        switch self {
        case .all: []
        case .count(1): ["the first that ends wins"]
        case .count(let number): ["the first \(number) that end win"]
        case .computed(let program): ["join"] + ShortExpression.lines(of: program.text)
        }
    }
}

extension ForEach {
    fileprivate var words: [String] {
        let atATime = maxParallel > 1 ? ["\(maxParallel) at a time"] : []
        return ["for each \(elementName) of"] + ShortExpression.lines(of: elements.text) + atATime
            + join.words
    }
}

extension Repeat {
    fileprivate var words: [String] {
        ["repeat until"] + ShortExpression.lines(of: until.text)
            + [
                every.map { "at most \(rounds) times, every \($0.text)" }
                    ?? "at most \(rounds) times"
            ]
    }
}

extension Await {
    fileprivate var words: [String] {
        let types = events.map(\.type.rawValue)
        return ["await \(types.first ?? "")"] + types.dropFirst().map { "or \($0)" }
            + match.flatMap { ShortExpression.lines(of: "\($0.field) == \($0.value.text)") }
            + (condition.map { ShortExpression.lines(of: $0.text) } ?? [])
    }
}

extension Template {
    /// The names of a record's fields.
    fileprivate var fieldNames: String {
        guard case .record(let fields) = content else { return "values" }
        return fields.map(\.name).joined(separator: ", ")
    }
}

extension TimeLimit {
    fileprivate var words: String { duration.map { "timeout \($0.text)" } ?? "no timeout" }
}

extension RetryPolicy {
    /// `nil` for one attempt and no more.
    fileprivate var words: String? {
        switch maxAttempts {
        case .limited(1): nil
        case .limited(let most): "\(most) attempts"
        case .unlimited: "attempts unlimited"
        }
    }
}
