import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// The next fact of undoing what a list did.
    func compensationFact(of frame: Frame) -> Event? {
        frame.undoError.flatMap { undoingFact(of: frame.path, because: $0) }
    }

    /// The next fact of undoing what all the lists of a step did.
    func unwindingFact(ofStep id: NodeID, in frame: Frame) -> Event? {
        guard let error = frame.undoError, let node = workflow.node(id) else { return nil }
        return undoingFact(of: frame.path.step(node.step), because: error)
    }

    /// The next fact of undoing what was done at a path: the latest first, each after the one before
    /// it is done or given up, but side by side what ran side by side.
    private func undoingFact(of path: StepPath, because error: StepError) -> Event? {
        let isDraining =
            operations.values.contains { $0.isDraining && $0.id.path.isInside(path) }
            || children.values.contains { $0.isDraining && $0.path.isInside(path) }
        if isDraining { return nil }
        guard let latest = latestOpenEntry(inside: path) else {
            return saga.values.contains { $0.hasGivenUp && $0.path.isInside(path) }
                ? nil : .compensationFinished(path)
        }
        for entry in nextToUndo(beside: latest, inside: path) {
            if let fact = undoFact(of: entry, because: error) { return fact }
        }
        return nil
    }

    /// Those whose turn it is, of all that is to be undone inside a path: the latest, and beside it the
    /// latest of each list that ran side by side with that of the latest; of no more lists than may run
    /// at once, the latest first.
    private func nextToUndo(beside latest: SagaEntry, inside path: StepPath) -> [SagaEntry] {
        guard let (step, most) = fork(above: latest.path, inside: path) else { return [latest] }
        return latestOpenEntries(ofListsOf: step, atMost: most).flatMap { list, entry in
            nextToUndo(beside: entry, inside: list)
        }
    }

    /// The outermost step around a path, below another, whose lists run side by side, and how many
    /// of them may.
    private func fork(
        above path: StepPath,
        inside outer: StepPath
    ) -> (step: StepPath, most: Int)? {
        let elements = path.elements
        var step: StepID?
        for (index, element) in elements.enumerated() {
            if case .step(let id) = element { step = id }
            guard index >= outer.elements.count, let step,
                let most = workflow.node(named: step)?.action.mostAtOnce(of: element)
            else { continue }
            return (StepPath(Array(elements[..<index])), most)
        }
        return nil
    }

    /// The next fact of undoing a step whose error was caught while its effect is unknown.
    func undoFact(ofStep id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        guard let entry = saga[path] else { return .compensationFinished(path) }
        guard let error = frame.undoError else { return nil }
        if !entry.isSettled { return undoFact(of: entry, because: error) }
        if entry.hasGivenUp { return nil }
        // What an operator left undone must end the run; no rule may go on from it.
        return unresolved.isEmpty
            ? .compensationFinished(path) : uncaughtFact(error, at: id, in: frame)
    }

    private func undoFact(of entry: SagaEntry, because error: StepError) -> Event? {
        guard entry.undo == .notStarted, operations[OperationID(entry.path)]?.isDraining != true
        else { return nil }
        if entry.effect == .unknown, entry.compensation.needsOutput {
            return .settlingStarted(entry.path)
        }
        if let safe = settleTime(of: entry), safe > now { return nil }
        let context = ExpressionContext(visible: entry.visible, error: error, call: entry)
        if case .child = entry.compensation { return undoFact(ofChild: entry) }
        do {
            switch entry.undoStep?.action {
            case .call(let undo):
                return .undoStarted(entry.path, input: try evaluate(undo.call.input, in: context))
            case .emit(let emit): return try emission(emit, as: entry.undoID, context)
            case nil: return nil
            }
        } catch {
            return .undoGaveUp(entry.path, error)
        }
    }

    private func undoFact(ofChild entry: SagaEntry) -> Event {
        guard entry.isSettledByHand else { return .undoStarted(entry.path, input: .null) }
        let message = "the step was settled by hand, so no child run can undo it"
        return .undoGaveUp(entry.path, StepError(code: .cancelled, message: message))
    }

    /// When a call that was never answered can no longer take effect; `nil` when its undo need not
    /// wait for that.
    func settleTime(of entry: SagaEntry) -> Timestamp? {
        // A step that fences keeps a late call from taking effect after those that follow it too.
        let steps = entry.compensation.steps.prefix(entry.undoStepsOver + 1)
        let isFenced = steps.contains { $0.call?.call.contract.fences == true }
        return entry.effect == .absent || isFenced ? nil : entry.settlesAt
    }

    /// How the run ends once everything is undone, or an operator leaves it as it is.
    func endFact(after cause: CompensationCause, of root: Frame) -> Event? {
        let failure = root.failure ?? Failure(cause.error)
        let open = saga.values.filter { !$0.isSettled || $0.hasGivenUp }.map(\.path)
        let left = unresolved + open.filter { !unresolved.contains($0) }
        if !left.isEmpty { return endingFact(.failed(failure.error, unresolved: left)) }
        switch cause {
        case .error:
            return endingFact(
                failure.hasUndone
                    ? .compensated(failure.error) : .failed(failure.error, unresolved: [])
            )
        case .finish(let name, let output): return endingFact(.completed(name, output: output))
        case .cancelled(let reason): return endingFact(.cancelled(reason: reason))
        case .raceLost: return nil
        case .requested(let error): return endingFact(.compensated(error))
        }
    }
}

extension Action {
    /// How many lists may run at once of those that an element of a path stands for; `nil` when they
    /// do not run side by side.
    fileprivate func mostAtOnce(of element: StepPath.Element) -> Int? {
        switch (self, element) {
        case (.parallel(let parallel), .branch): parallel.branches.count
        case (.forEach(let forEach), .iteration) where forEach.maxParallel > 1:
            forEach.maxParallel
        default: nil
        }
    }
}

extension CompensationCause {
    /// The cause as an error: what an undo sees as `error`.
    var error: StepError {
        switch self {
        case .error(let error), .requested(let error): error
        case .finish(let outcome, _):
            StepError(code: ErrorCode(outcome.rawValue), message: "the run finished so")
        case .cancelled(let reason):
            StepError(code: .cancelled, message: reason ?? "an operator cancelled the run")
        case .raceLost:
            StepError(code: .cancelled, message: "what it ran beside is done")
        }
    }
}
