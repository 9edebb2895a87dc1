import CEL
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells what an operator asked for.
    mutating func tellOperator(_ event: Event) {
        switch event {
        case .cancelRequested(let reason):
            let root = before.frames.first { $0.key == .root }?.value
            let isLate = root?.isInterruptible == false
            let note = isLate ? ", while the run was being undone" : ""
            add(.operator, nil, "an operator cancels the run\(note)\(because(reason))")
        case .retryRequested(let id):
            add(.operator, id.path, "an operator has \(what(id)) tried again")
        case .operationResolved(let id, let output, let reason):
            let given = output == .null ? "" : ", with \(output.fields)"
            add(
                .operator,
                id.path,
                "an operator settled \(what(id)) by hand\(given)\(because(reason))"
            )
        case .operationSkipped(let id, let reason):
            add(.operator, id.path, "an operator leaves \(what(id)) as it is\(because(reason))")
        default: return
        }
    }

    private func what(_ id: OperationID) -> String {
        id.direction == .undo ? "its undo" : "it"
    }

    private func because(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }

    /// What is said of a run that completes though it was to be cancelled.
    private var uncancelled: String {
        before.cancellation == nil ? "" : ", the cancel came too late"
    }

    /// Tells how the run is going to end.
    mutating func tellEnding(_ end: RunEnd) {
        let ending: String =
            switch end {
            case .completed(let outcome?, _): "completed: \(outcome)\(uncancelled)"
            default: end.status.rawValue
            }
        add(.ending, nil, "decided: \(ending); the steps after that begin")
    }

    /// Tells how the run ended.
    mutating func tellEnd(_ event: Event) {
        let took = "after \(state.now.duration(since: state.startedAt).brief)"
        switch event {
        case .runCompleted(let outcome, let output):
            let name = outcome.map { ": \($0)" } ?? ""
            let given = output == .null ? "" : "; output: \(output.fields)"
            add(.end, nil, "completed\(name) \(took)\(uncancelled)\(given)", .succeeded)
        case .runCompensated(let error):
            let text = "compensated \(took): everything is undone because of \(error.summary)"
            add(.end, nil, text, .failed, error: error)
        case .runFailed(let error, let unresolved):
            let left = unresolved.map { "\($0)" }.joined(separator: ", ")
            let note = left.isEmpty ? "nothing had to be undone" : "left unsettled: \(left)"
            add(.end, nil, "failed \(took): \(error.summary); \(note)", .failed, error: error)
        case .runCancelled(let reason):
            add(.end, nil, "cancelled \(took)\(because(reason))", .failed)
        default: return
        }
        connectLast(effect: .end(state.id, state.status))
    }
}
