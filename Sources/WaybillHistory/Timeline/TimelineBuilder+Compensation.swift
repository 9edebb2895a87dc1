import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of undoing.
    mutating func tellCompensation(_ event: Event) {
        switch event {
        case .compensationStarted(let list, let cause): tellCompensationStarted(list, cause)
        case .settlingStarted(let path):
            let id = OperationID(path)
            open(
                .settling,
                id,
                "asks \(handler(of: id)) again with the same key, to learn whether it took effect"
            )
        case .undoStarted(let path, _):
            noteUndo(of: path)
            guard let id = state.sagaEntry(path)?.undoID else { return }
            open(.undo, id, "is undone by \(undoer(of: id))")
        case .undoGaveUp(let path, let error): tellGaveUp(path, error)
        case .compensationFinished(let list): tellCompensationFinished(list)
        case .compensationRequested(let error):
            tellCompensationStarted(.root, .requested(error))
            answerAnother()
        default: return
        }
    }

    private mutating func tellCompensationFinished(_ list: StepPath) {
        let entries = before.saga.map(\.value).filter { $0.path.isInside(list) }
        let earlier = undoneBefore.removeValue(forKey: list) ?? []
        let undone = before.undone(in: list).subtracting(earlier)
        guard !undone.isEmpty, state.sagaEntry(list) == nil else { return }
        let what = entries.map(\.undo).contains(.skipped) ? "everything else" : "everything"
        let place = list == .root ? "" : " in it"
        add(.compensation, list.toBeNamed, "\(what)\(place) is undone", .succeeded)
    }

    private mutating func tellCompensationStarted(_ list: StepPath, _ cause: CompensationCause) {
        let entries = state.saga.map(\.value).filter { $0.path.isInside(list) && !$0.isSettled }
        undoneBefore[list] = state.undone(in: list)
        let reason = reason(of: cause, list)
        let order = UndoOrder(
            entry: self.entries.count,
            paths: entries.sorted { $0.lastFact > $1.lastFact }.map(\.path),
            reason: reason
        )
        undoOrders.append(order)
        let text =
            entries.isEmpty ? "nothing has to be undone (\(reason))" : order.text
        var error: StepError?
        if case .error(let raised) = cause { error = raised }
        stopWaiting(inside: list)
        add(
            .compensation,
            list.toBeNamed,
            text,
            error: error
        )
    }

    /// Tells the order of undoing as it is: of what was done side by side, what is undone first was
    /// not known before.
    mutating func noteUndo(of path: StepPath) {
        for index in undoOrders.indices where undoOrders[index].begin(path) {
            retell(undoOrders[index].entry, undoOrders[index].text)
        }
    }

    private func reason(of cause: CompensationCause, _ list: StepPath) -> String {
        switch cause {
        case .error(let error):
            let step = before.failedStep(in: list).map { "\($0) failed with " } ?? ""
            return step + error.summary
        case .finish(let outcome, _): return "the outcome \(outcome) says undo"
        case .cancelled(let reason):
            return "the run is cancelled" + (reason.map { ": \($0)" } ?? "")
        case .raceLost:
            if case .await? = list.innermostStep.flatMap(node(at:))?.action {
                return "the event has come"
            }
            return "others won the race"
        case .requested(let error):
            let parent = state.parent.map { "run \($0.run), which it belongs to, is undone" }
            return "\(parent ?? "it is asked to"): \(error.summary)"
        }
    }

    /// What undoes a step: a handler, or the child run that it began.
    private func undoer(of undo: OperationID) -> String {
        guard let child = state.children[undo.path] else { return handler(of: undo) }
        return "run \(child.run)"
    }

    private mutating func tellGaveUp(_ path: StepPath, _ error: StepError) {
        let undo = state.sagaEntry(path)?.undoID ?? OperationID(path, .undo)
        let asked = OperationID(path)
        let text = "NOT undone: an operator has to say how it goes on"
        noteUndo(of: path)
        if let entry = entry(of: undo), entry.result == .ongoing {
            let attempts = entry.attempts == 1 ? "1 attempt" : "\(entry.attempts) attempts"
            close(
                undo,
                .failed,
                "NOT undone: \(handler(of: undo)) gave up after \(attempts): "
                    + "\(error.summaryWithEffect); an operator has to say how it goes on",
                error: error
            )
        } else if let entry = entry(of: asked), entry.kind == .settling, entry.result == .ongoing {
            close(asked, .failed, "\(text): \(error.summaryWithEffect)", error: error)
        } else {
            add(.undo, path, "\(text): \(error.summary)", .failed, error: error)
        }
    }
}

extension StepPath {
    /// A scope is known by its step, a branch, an iteration or a round by itself.
    fileprivate var toBeNamed: StepPath? {
        if case .attempt = elements.last { innermostStep } else { self }
    }
}

extension RunState {
    /// The steps inside a list that are undone by now.
    fileprivate func undone(in list: StepPath) -> Set<StepPath> {
        Set(
            saga.map(\.value).filter { $0.path.isInside(list) && $0.undo == .done }.map(\.path)
        )
    }

    /// The step whose error a list, or what is inside it, fails of.
    fileprivate func failedStep(in list: StepPath) -> StepPath? {
        guard let frame = frames.first(where: { $0.key == list })?.value else { return nil }
        switch frame.activity {
        case .failed(let id, _), .uncaught(let id, _), .raising(let id, _), .finishing(let id, _),
            .at(let id):
            guard !frame.deadlinePassed else { return nil }
            return workflow.node(id).map { frame.path.step($0.step) }
        default: return nil
        }
    }
}
