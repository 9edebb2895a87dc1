import CEL
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of a step that failed.
    mutating func tellFailure(_ event: Event) {
        switch event {
        case .stepFailed(let path, let error): tellFailed(OperationID(path), error)
        case .errorCaught(let path, let rule, _): tellCaught(path, rule)
        case .stepParked(let path, let error):
            let id = OperationID(path)
            if entry(of: id)?.result == .ongoing { tellFailed(id, error) }
            add(.parked, path, "parked by \(error.summary); \(parkedReason)", .failed, error: error)
        default: return
        }
    }

    private mutating func tellFailed(_ id: OperationID, _ error: StepError) {
        guard let entry = entry(of: id), entry.result == .ongoing else {
            openFailed(id, "failed with \(error.summary)", error)
            if error.code == .unfilled, let plan = error.details {
                for reason in PlanWords(plan).details { addLine(.data, toLast: reason) }
            }
            return
        }
        let lines = entry.lines
        // What the only attempt has to say is said by the call itself.
        if entry.attempts <= 1, lines.count == 1, lines.first?.kind == .attemptFailed {
            update(id) { $0.lines = [] }
        }
        let tries = entry.attempts > 1 ? " after \(entry.attempts) attempts" : ""
        let took = state.now.duration(since: entry.time).brief
        let when = tries.isEmpty ? " after \(took)" : "\(tries) and \(took)"
        close(
            id,
            .failed,
            "\(handler(of: id)) failed\(when): \(error.summaryWithEffect)",
            error: error
        )
    }

    /// Adds the failure of what has no entry that tells of it; a rule may still catch it.
    private mutating func openFailed(_ id: OperationID, _ text: String, _ error: StepError? = nil) {
        open(.fail, id, text)
        update(id) { entry in
            entry.result = .failed
            entry.error = error
        }
    }

    private mutating func tellCaught(_ path: StepPath, _ index: Int) {
        let id = OperationID(path)
        guard let node = node(at: path), node.catches.indices.contains(index) else { return }
        let rule = node.catches[index]
        let isUndoneFirst = state.activity(at: path).map { activity in
            if case .undoing = activity { true } else { false }
        }
        let first = isUndoneFirst == true ? "it is undone, then " : ""
        let text =
            "caught by its rule for \(rule.words): \(first)"
            + rule.target.words(in: state.workflow)
        switch entry(of: id)?.result {
        case .ongoing, .failed, .noted: break
        case .succeeded, .caught, nil: openFailed(id, "failed")
        }
        update(id) { $0.result = .caught }
        addLine(.caught, to: id, text)
    }

    /// Why an operator is needed.
    private var parkedReason: String {
        if let ending = state.ending {
            return "the run ends \(ending.status.rawValue) whatever becomes of it: "
                + "an operator has to say how it goes on"
        }
        return switch state.pivot {
        case .inDoubt:
            "nobody knows whether the pivot took effect, so nothing may be undone: "
                + "an operator has to say how it goes on"
        case .passed(let pivot):
            "after the pivot \(pivot) the run may only go forward: an operator has to say how"
        case .ahead: "an operator has to say how it goes on"
        }
    }
}

extension CatchRule {
    /// Which errors it takes.
    fileprivate var words: String {
        switch codes {
        case .any: "any error"
        case .only(let codes): codes.map(\.rawValue).joined(separator: ", ")
        }
    }
}

extension RunState {
    /// What the list that a step stands in is doing.
    func activity(at path: StepPath) -> Frame.Activity? {
        frames.first { $0.key == path.enclosingList }?.value.activity
    }
}
