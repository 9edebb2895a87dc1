import CEL
import WaybillModel

extension RunState {
    /// A call or an undo whose attempt failed and will not be followed by another.
    func giveUpFact(of operation: Operation) -> Event? {
        guard case .failed(let failure) = operation.phase,
            nextAttempt(of: operation, after: failure) == nil
        else { return nil }
        let effect: Effect = operation.mayHaveHappened ? .unknown : .none
        let error = failure.error.with(effect: effect)
        switch operation.purpose {
        case .undo, .settling: return .undoGaveUp(operation.id.path, error)
        // Whether the pivot happened decides everything after it, so no catch may guess.
        case .call where pivot == .inDoubt(operation.id.path):
            return .stepParked(operation.id.path, error)
        case .call: return .stepFailed(operation.id.path, error)
        }
    }

    /// What becomes of a step's error: a catch rule takes it, or nothing in its list does.
    func failureFact(_ error: StepError, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        // What an operator left undone must end the run; no rule may go on from it.
        guard unresolved.isEmpty else { return uncaughtFact(error, at: id, in: frame) }
        // A child run of which nobody knows whether it passed its pivot: no catch may guess.
        if pivot == .inDoubt(path) { return .stepParked(path, error) }
        do {
            guard let index = try catchRule(for: error, of: node, in: frame) else {
                return uncaughtFact(error, at: id, in: frame)
            }
            var context = context(of: node, in: frame)
            context.error = error
            let output = try node.catches[index].output.map { (template) throws(StepError) in
                try evaluate(template, in: context)
            }
            return .errorCaught(path, rule: index, output: output)
        } catch let expressionError {
            return uncaughtFact(expressionError.with(effect: error.effect), at: id, in: frame)
        }
    }

    /// A scope whose last attempt is undone and which is not tried again.
    func scopeFailureFact(_ error: StepError, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id),
            nextAttempt(ofScope: node, in: frame, after: error) == nil
        else { return nil }
        return .stepFailed(frame.path.step(node.step), error)
    }

    /// An error that nothing in its list catches makes the list fail, unless the run may only go
    /// forward and nothing around the list would go on from it: then the step is parked.
    func uncaughtFact(_ error: StepError, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        return mustPark(frame, error)
            ? .stepParked(frame.path.step(node.step), error)
            : listFailure(error, of: frame)
    }

    /// Whether the run may only go forward and nothing around a list would go on from its failure.
    func mustPark(_ frame: Frame, _ error: StepError) -> Bool {
        (pivot != .ahead || ending != nil) && !isCaughtAround(frame, error)
    }

    /// The position of the first catch rule of a step that takes an error.
    private func catchRule(
        for error: StepError,
        of node: Node,
        in frame: Frame
    ) throws(StepError) -> Int? {
        var context = context(of: node, in: frame)
        context.error = error
        for (index, rule) in node.catches.enumerated() where rule.codes.contains(error.code) {
            guard let condition = rule.condition else { return index }
            if try holds(condition, in: context) { return index }
        }
        return nil
    }

    /// Whether a step around a list would be tried again, does without the list, or catches the
    /// error.
    private func isCaughtAround(_ frame: Frame, _ error: StepError) -> Bool {
        var path = frame.path
        while let step = path.innermostStep, let (outer, node) = place(of: step) {
            if nextAttempt(ofScope: node, in: outer, after: error) != nil { return true }
            if survivesFailure(outer) { return true }
            if (try? catchRule(for: error, of: node, in: outer)) != nil { return true }
            path = outer.path
        }
        return false
    }
}
