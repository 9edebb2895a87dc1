import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a step that failed.
    mutating func applyFailure(_ event: Event) {
        switch event {
        case .stepFailed(let path, let error):
            guard let (frame, node) = place(of: path) else { return }
            // What a rule or a catch raises is not for the catch rules of the same step, and says
            // nothing about the effect of its call.
            if case .raising = frame.activity {
                frames[frame.path]?.activity = .uncaught(node.id, error)
                return
            }
            operations[OperationID(path)]?.phase = .givenUp
            recordEffect(of: path, happened: error.effect == .unknown)
            frames[frame.path]?.activity = .failed(node.id, error)
        case .errorCaught(let path, let rule, let output):
            catchError(at: path, rule: rule, output: output)
        case .stepParked(let path, let error):
            guard let (frame, node) = place(of: path) else { return }
            operations[OperationID(path)]?.phase = .givenUp
            firstError = firstError ?? error
            frames[frame.path]?.activity = .parked(node.id, error)
        default: return
        }
    }

    private mutating func catchError(at path: StepPath, rule index: Int, output: JSON?) {
        guard let (frame, node) = place(of: path), case .failed(_, let error) = frame.activity,
            node.catches.indices.contains(index)
        else { return }
        operations.removeValue(forKey: OperationID(path))
        firstError = nil
        frames[frame.path]?.caughtErrors[node.id] = error
        if error.effect == .unknown, !node.catches[index].keep, saga[path]?.isSettled == false {
            frames[frame.path]?.activity = .undoing(node.id, rule: index, output: output)
        } else {
            followCatch(at: path, rule: index, output: output)
        }
    }

    /// Lets control go where a catch rule says.
    mutating func followCatch(at path: StepPath, rule index: Int, output: JSON?) {
        guard let (frame, node) = place(of: path), node.catches.indices.contains(index) else {
            return
        }
        if let output {
            let value = typed(output, as: node.output)
            frames[frame.path]?.visible.outputs[node.step] = value
        }
        move(in: frame.path, from: node.id, to: node.catches[index].target)
    }

    /// Writes down what is known of a step's effect once no answer is to be waited for.
    mutating func recordEffect(of path: StepPath, happened: Bool) {
        guard saga[path]?.undo == .notStarted else { return }
        switch saga[path]?.effect {
        case .pending, .unknown, .absent: saga[path]?.effect = happened ? .unknown : .absent
        case .happened, nil: return
        }
        saga[path]?.lastFact = sequence
    }
}
