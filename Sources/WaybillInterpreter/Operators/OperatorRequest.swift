package import CEL
import OrderedCollections
import WaybillModel

/// What an operator asks of a run.
package enum OperatorRequest: Hashable, Sendable {
    case cancel(reason: String?)
    /// Of the step, or of everything parked when there is none.
    case retry(StepPath?)
    case skip(StepPath?, reason: String)
    case resolve(StepPath?, output: JSON, reason: String)
}

/// Why a request is refused, in a sentence for the operator.
package struct Refusal: Error, Hashable, Sendable {
    package let reason: String
}

extension RunState {
    /// The events that carry out an operator's request, or why it is refused. Nothing that is
    /// refused enters the journal.
    package func events(for request: OperatorRequest) throws(Refusal) -> [Event] {
        if end != nil { throw Refusal(reason: "run \(id) is over: it is \(status.rawValue)") }
        switch request {
        case .cancel(let reason):
            if let ending {
                let status = ending.status.rawValue
                throw Refusal(reason: "run \(id) has its ending already: it is \(status)")
            }
            if case .passed(let path) = pivot {
                throw Refusal(
                    reason: "run \(id) is past its pivot \(path): it can only go forward"
                )
            }
            return [.cancelRequested(reason: reason)]
        case .retry(let path): return try parked(path).map { .retryRequested($0) }
        case .skip(let path, let reason):
            return [.operationSkipped(try onlyParked(path), reason: reason)]
        case .resolve(let path, let output, let reason):
            let id = try onlyParked(path)
            try checkIsSettled(inside: id)
            try check(output, for: id)
            return [.operationResolved(id, output: output, reason: reason)]
        }
    }

    private func parked(_ path: StepPath?) throws(Refusal) -> [OperationID] {
        let all = parkedOperations.map(\.id)
        let asked = path.map { path in all.filter { $0.path == path } } ?? all
        guard asked.isEmpty else { return asked }
        if all.isEmpty {
            throw Refusal(reason: "run \(id) is not parked: it is \(status.rawValue)")
        }
        let steps = all.map { "\($0.path)" }.joined(separator: ", ")
        throw Refusal(reason: "\(path ?? .root) is not parked in run \(id); parked are: \(steps)")
    }

    private func onlyParked(_ path: StepPath?) throws(Refusal) -> OperationID {
        let all = try parked(path)
        guard let first = all.first, all.count == 1 else {
            let steps = all.map { "\($0.path)" }.joined(separator: ", ")
            throw Refusal(reason: "several steps of run \(id) are parked, name one: \(steps)")
        }
        return first
    }

    /// What is being undone inside a step is not settled with it.
    private func checkIsSettled(inside operation: OperationID) throws(Refusal) {
        let open = frames.values.first { frame in
            frame.isUndoing && frame.path.isInside(operation.path)
        }
        guard operation.direction == .forward, let open else { return }
        let step = open.activity.node.flatMap(workflow.node)?.step
        let place = step.map(open.path.step) ?? open.path
        throw Refusal(
            reason: "\(operation.path) cannot be settled yet: \(place), inside it, is being undone"
        )
    }

    /// Holds an output settled by hand against the step's type.
    private func check(_ output: JSON, for id: OperationID) throws(Refusal) {
        guard id.direction == .forward, let (_, node) = place(of: id.path) else { return }
        if output.isTooDeep {
            throw Refusal(reason: "the output of \(id.path) is \(JSON.tooDeep)")
        }
        do {
            _ = try Value(output, as: node.output)
        } catch {
            let place = JSONPathElement.text(of: error.path)
            throw Refusal(
                reason:
                    "the output of \(id.path) is wrong at \(place.isEmpty ? "its top" : place): "
                    + error.message
            )
        }
    }
}
