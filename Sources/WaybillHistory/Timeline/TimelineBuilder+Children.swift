import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of a child run.
    mutating func tellChild(_ event: Event) {
        switch event {
        case .childStarted(let path, _):
            guard let child = state.children[path] else { return }
            open(.run, OperationID(path), "runs \(child.workflow) as run \(child.run)")
        case .childDetached(let path):
            guard let child = before.children[path] else { return }
            let text = "began run \(child.run) of \(child.workflow), which goes on by itself"
            close(OperationID(path), .succeeded, text)
        case .childCommitted(let path):
            guard let child = before.children[path] else { return }
            let text = "run \(child.run) is past its pivot: from here on forward only"
            addLine(.data, to: OperationID(path), text)
        case .childEnded(let path, let end): tellEnded(path, end)
        default: return
        }
    }

    private mutating func tellEnded(_ path: StepPath, _ end: RunEnd) {
        guard let child = before.children[path] else { return }
        let id = OperationID(path, child.phase == .undoing ? .undo : .forward)
        let took = entry(of: id).map { " in \(state.now.duration(since: $0.time).brief)" } ?? ""
        let run = "run \(child.run)"
        switch (child.phase, end) {
        case (.undoing, .compensated): close(id, .succeeded, "undone by \(run)\(took)")
        case (.undoing, _):
            close(id, .failed, "NOT undone: \(run) ended \(end.status.rawValue)\(took)")
        case (.running, .completed(let outcome, let output)):
            let name = outcome.map { " as \($0)" } ?? ""
            let given = output == .null ? "" : "; output: \(output.fields)"
            let text = "\(run) completed\(name)\(took)\(given)"
            close(id, error(at: path) == nil ? .succeeded : .failed, text, error: error(at: path))
        case (.running, _):
            let why = error(at: path).map { ": \($0.summaryWithEffect)" } ?? ""
            let text = "\(run) ended \(end.status.rawValue)\(took)\(why)"
            close(id, .failed, text, error: error(at: path))
        }
        update(id) { $0.cause = .end(child.run, end.status) }
    }

    /// The error that a step failed with just now.
    private func error(at path: StepPath) -> StepError? {
        guard case .failed(_, let error)? = state.activity(at: path) else { return nil }
        return error
    }
}
