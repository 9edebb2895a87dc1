import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a step that failed.
    mutating func applyFailure(_ event: Event) {
        switch event {
        case .stepFailed(let path, let error):
            guard let (frame, node) = place(of: path) else { return forget(path, error) }
            // What a rule or a catch raises is not for the catch rules of the same step, and says
            // nothing about the effect of its call.
            if case .raising = frame.activity {
                frames[frame.path]?.failure?.error = error
                frames[frame.path]?.activity = .uncaught(node.id, error)
                return
            }
            operations[OperationID(path)]?.phase = .givenUp
            recordEffect(of: path, happened: error.effect == .unknown)
            frames[frame.path]?.activity = .failed(node.id, error)
        case .errorCaught(let path, let rule, let output):
            catchError(at: path, rule: rule, output: output)
        case .stepParked(let path, let error):
            guard let (frame, node) = place(of: path) else { return forget(path, error) }
            operations[OperationID(path)]?.phase = .givenUp
            frames[frame.path]?.failure = frame.failure ?? Failure(error)
            frames[frame.path]?.activity = .parked(node.id, error)
        default: return
        }
    }

    /// Lets go of a call that failed and that no list waits for, or its failure would be a fact for
    /// ever.
    private mutating func forget(_ path: StepPath, _ error: StepError) {
        guard operations[OperationID(path)]?.purpose == .call else { return }
        operations.removeValue(forKey: OperationID(path))
        recordEffect(of: path, happened: error.effect == .unknown)
    }

    private mutating func catchError(at path: StepPath, rule index: Int, output: JSON?) {
        guard let (frame, node) = place(of: path), case .failed(_, let error) = frame.activity,
            node.catches.indices.contains(index)
        else { return }
        if let call = operations.removeValue(forKey: OperationID(path)) {
            frames[frame.path]?.attempts[node.step] = Attempts(
                count: call.attempt,
                startedAt: call.startedAt
            )
        }
        // An error that a rule raises in place of another is of the same failure.
        let raises = node.catches[index].target.raises
        frames[frame.path]?.failure = raises ? frame.failure ?? Failure(error) : nil
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
        noteLastFact(about: path)
    }
}

extension Target {
    fileprivate var raises: Bool { if case .fail = self { true } else { false } }
}
