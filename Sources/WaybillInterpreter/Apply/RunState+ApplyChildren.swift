import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a child run.
    mutating func applyChild(_ event: Event) {
        switch event {
        case .childStarted(let path, let input): startChild(path, input: input)
        case .childDetached(let path):
            guard children[path]?.isDetached == true else { return }
            children.removeValue(forKey: path)
            complete(path, output: nil)
        case .childCommitted(let path): commitChild(path)
        case .childEnded(let path, let end): endChild(path, end)
        default: return
        }
    }

    private mutating func startChild(_ path: StepPath, input: JSON) {
        guard let (frame, node) = placeOfNext(path), case .run(let child) = node.action else {
            return
        }
        let number = frame.nextAttempt(of: node.step)
        frames[frame.path]?.attempts[node.step] = Attempts(
            count: number,
            startedAt: frame.attempts[node.step]?.startedAt ?? now
        )
        let run = id.child(at: path.attempt(number))
        register(node, at: path, in: frame, input: input, effect: .pending)
        saga[path]?.child = run
        children[path] = Child(
            path: path,
            run: run,
            workflow: child.workflow.name,
            input: input,
            isDetached: child.isDetached,
            phase: .running,
            startedAt: now,
            deadline: child.isDetached ? nil : node.timeout?.duration.map(now.advanced(by:))
        )
        if node.isPivot, pivot == .ahead { pivot = .inDoubt(path) }
        frames[frame.path]?.activity = .runningChild(node.id)
    }

    /// The child is past its pivot, and so is the run.
    private mutating func commitChild(_ path: StepPath) {
        guard pivot == .inDoubt(path), children[path]?.phase == .running else { return }
        children[path]?.isCommitted = true
        pivot = .passed(path)
        forgetSaga()
    }

    private mutating func endChild(_ path: StepPath, _ end: RunEnd) {
        guard let child = children[path], !child.isDetached else { return }
        if child.phase == .undoing { return endUndo(of: child, end) }
        guard let node = path.step.flatMap(workflow.node(named:)),
            case .run(let declared) = node.action
        else { return }
        children.removeValue(forKey: path)
        switch declared.result(of: end) {
        case .success(let output): succeed(child, output: output)
        case .failure(let error): fail(child, error, end)
        }
    }

    private mutating func succeed(_ child: Child, output: JSON) {
        saga[child.path]?.effect = .happened(output: output)
        noteLastFact(about: child.path)
        if !child.isDraining { completeCall(child.path, output: output) }
    }

    private mutating func fail(_ child: Child, _ error: StepError, _ end: RunEnd) {
        saga[child.path]?.effect = error.effect == .unknown ? .unknown : .absent
        noteLastFact(about: child.path)
        let left = end.unresolved
        if left.isEmpty {
            // With nothing left undone the child cannot have passed its pivot, or it would be known.
            if pivot == .inDoubt(child.path) { pivot = .ahead }
        } else if case .child = saga[child.path]?.compensation, pivot != .inDoubt(child.path) {
            // What an operator left undone in the child is left undone in the run, unless the step
            // says how it is undone.
            saga[child.path]?.undo = .skipped
            unresolved.append(child.path)
        }
        guard !child.isDraining, let (frame, node) = place(of: child.path) else {
            if error.effect == .none { noteUndone(child.path) }
            return
        }
        let seen = child.asItSeems(error, end)
        frames[frame.path]?.failure = Failure(seen, hasUndone: error.effect == .none)
        frames[frame.path]?.activity = .failed(node.id, seen)
    }

    /// Ends the undo of a child that had completed.
    private mutating func endUndo(of child: Child, _ end: RunEnd) {
        if case .completed = end { return }
        children.removeValue(forKey: child.path)
        if end.unresolved.isEmpty {
            saga[child.path]?.undo = .done
            noteUndone(child.path)
        } else {
            saga[child.path]?.undo = .skipped
            unresolved.append(child.path)
        }
    }

    /// Has a child undo what it did.
    mutating func undoChild(of entry: SagaEntry) {
        guard let node = workflow.node(entry.node), case .run(let declared) = node.action,
            let run = entry.child
        else { return }
        saga[entry.path]?.undo = .running
        children[entry.path] = Child(
            path: entry.path,
            run: run,
            workflow: declared.workflow.name,
            input: entry.input,
            phase: .undoing,
            startedAt: now
        )
    }

    /// A child that is on its way is cancelled and waited for.
    mutating func drain(_ child: Child) {
        guard child.phase == .running else { return }
        if child.isDetached {
            children.removeValue(forKey: child.path)
        } else {
            children[child.path]?.isDraining = true
        }
    }

    /// Undoes the run, which has completed, for the run that it is a child of.
    mutating func undoCompleted(because error: StepError) {
        guard case .completed = end, parent != nil else { return }
        end = nil
        ending = nil
        frames[.root] = Frame(
            path: .root,
            scope: .root,
            enteredAt: now,
            deadline: nil,
            activity: .compensating(.requested(error))
        )
        frames[.root]?.visible = visibleAtEnd
    }
}

extension Child {
    /// An error as the step sees it: what the run cancelled because of its timeout has timed out.
    fileprivate func asItSeems(_ error: StepError, _ end: RunEnd) -> StepError {
        guard deadlinePassed, case .cancelled = end else { return error }
        return StepError(code: .timeout, message: "the step took longer than its timeout")
    }
}

extension ChildRun {
    /// What the end of the run gives the step: its output, or the error that it failed with.
    fileprivate func result(of end: RunEnd) -> Result<JSON, StepError> {
        switch end {
        case .completed(let name, let output):
            let outcome = workflow.outcomes.first { $0.name == name }
            guard let outcome, outcome.disposition == .undo else { return .success(output) }
            return .failure(
                StepError(
                    code: ErrorCode(outcome.name.rawValue),
                    message: "\(workflow.name) finished so, and undid what it did",
                    details: output == .null ? nil : output
                )
            )
        case .compensated(let error): return .failure(error.with(effect: .none))
        case .failed(let error, _): return .failure(error.with(effect: .unknown))
        case .cancelled(let reason):
            let message = reason ?? "the run of \(workflow.name) was cancelled"
            return .failure(StepError(code: .cancelled, message: message))
        }
    }
}

extension RunEnd {
    /// What an operator left undone.
    fileprivate var unresolved: [StepPath] {
        if case .failed(_, let unresolved) = self { unresolved } else { [] }
    }
}
