import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// The next fact of undoing what a list did: the latest first, each after the one before it is
    /// done or given up.
    func compensationFact(of frame: Frame) -> Event? {
        guard case .compensating(let cause) = frame.activity else { return nil }
        let isDraining = operations.values.contains {
            $0.isDraining && $0.id.path.isInside(frame.path)
        }
        if isDraining { return nil }
        let entries = saga.values.filter { $0.path.isInside(frame.path) }
        if entries.contains(where: { $0.undo == .running }) { return nil }
        if let next = entries.filter({ !$0.isSettled }).max(by: { $0.lastFact < $1.lastFact }) {
            return undoFact(of: next, because: firstError ?? cause.error)
        }
        return entries.contains(where: \.hasGivenUp) ? nil : .compensationFinished(frame.path)
    }

    /// The next fact of undoing a step whose error was caught while its effect is unknown.
    func undoFact(ofStep id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        guard let entry = saga[path] else { return .compensationFinished(path) }
        let error = frame.caughtErrors[id] ?? CompensationCause.cancelled(reason: nil).error
        if !entry.isSettled { return undoFact(of: entry, because: error) }
        if entry.hasGivenUp { return nil }
        // What an operator left undone must end the run; no rule may go on from it.
        return unresolved.isEmpty
            ? .compensationFinished(path) : uncaughtFact(error, at: id, in: frame)
    }

    private func undoFact(of entry: SagaEntry, because error: StepError) -> Event? {
        guard entry.undo == .notStarted, operations[OperationID(entry.path)]?.isDraining != true
        else { return nil }
        if entry.effect == .unknown, entry.undoCall.needsOutput {
            return .settlingStarted(entry.path)
        }
        if let safe = settleTime(of: entry), safe > now { return nil }
        let context = ExpressionContext(outputs: entry.outputs, error: error, call: entry)
        do {
            let input = try evaluate(entry.undoCall.call.input, in: context)
            return .undoStarted(entry.path, input: input)
        } catch {
            return .undoGaveUp(entry.path, error)
        }
    }

    /// When a call that was never answered can no longer take effect; `nil` when its undo need not
    /// wait for that.
    func settleTime(of entry: SagaEntry) -> Timestamp? {
        guard entry.effect != .absent, !entry.undoCall.call.contract.fences,
            let sent = entry.unansweredSince, let node = workflow.node(entry.node),
            case .call(let call) = node.action, let duration = call.contract.settlesIn
        else { return nil }
        return sent.advanced(by: duration)
    }

    /// How the run ends once everything is undone.
    func endFact(after cause: CompensationCause) -> Event? {
        if !unresolved.isEmpty {
            return .runFailed(firstError ?? cause.error, unresolved: unresolved)
        }
        switch cause {
        case .error(let error):
            return hasUndone
                ? .runCompensated(firstError ?? error)
                : .runFailed(firstError ?? error, unresolved: [])
        case .finish(let name, let output): return .runCompleted(name, output: output)
        case .cancelled(let reason): return .runCancelled(reason: reason)
        }
    }
}

extension CompensationCause {
    /// The cause as an error: what an undo sees as `error`.
    fileprivate var error: StepError {
        switch self {
        case .error(let error): error
        case .finish(let outcome, _):
            StepError(code: ErrorCode(outcome.rawValue), message: "the run finished so")
        case .cancelled(let reason):
            StepError(code: .cancelled, message: reason ?? "an operator cancelled the run")
        }
    }
}
