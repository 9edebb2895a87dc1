package import WaybillInterpreter
package import WaybillModel

extension StepProgress {
    /// How far each step of a run is, by its events; a step that is not in it was not reached.
    package static func all(
        of events: [RecordedEvent],
        in workflow: Workflow
    ) -> [StepID: StepProgress] {
        var fold = ProgressFold(workflow: workflow)
        for recorded in events { fold.apply(recorded.event) }
        return fold.progress
    }
}

/// Folds a run's events into how far its steps are.
private struct ProgressFold {
    let workflow: Workflow
    var progress: [StepID: StepProgress] = [:]
    private var paths: [StepID: StepPath] = [:]
    /// The steps whose undo has begun.
    private var undoing: Set<StepPath> = []
    /// The steps of whose undo an operator left something.
    private var left: Set<StepPath> = []

    init(workflow: Workflow) { self.workflow = workflow }

    mutating func apply(_ event: Event) {
        switch event {
        case .stepSkipped(let path): set(path, .skipped)
        case .callStarted(let path, _), .scopeEntered(let path, _),
            .childStarted(let path, _), .parallelStarted(let path, _),
            .forEachStarted(let path, _, _),
            .roundStarted(let path, _):
            set(path, .active)
        case .waitStarted(let path, _), .awaitStarted(let path, _), .lockRequested(let path, _, _):
            set(path, .waiting)
        case .lockAcquired(let path): set(path, .active)
        case .ruleTaken(let path, _), .valuesSet(let path, _), .allocationDecided(let path, _),
            .eventReceived(let path, _), .scopeCompleted(let path, _), .joined(let path, _),
            .childDetached(let path), .timerFired(.wait(let path)):
            set(path, .done)
        case .finishReached(let path, _, _): setFinished(path)
        case .eventEmitted(let id, _), .attemptSucceeded(let id, _, _),
            .operationResolved(let id, _, _):
            if id.direction == .undo { setUndone(id) } else { set(id.path, .done) }
        case .childEnded(let path, .completed): set(path, .done)
        case .childEnded(let path, .compensated) where undoing.contains(path): set(path, .undone)
        case .childEnded(let path, _): set(path, .failed)
        case .undoStarted(let path, _): undoing.insert(path)
        case .stepFailed(let path, _), .timerFired(.awaitDeadline(let path)),
            .timerFired(.lockDeadline(let path)):
            set(path, .failed)
        case .errorCaught(let path, _, _): set(path, .caught)
        case .stepParked(let path, _), .undoGaveUp(let path, _): set(path, .parked)
        case .attemptStarted(let id, _): if id.direction == .forward { set(id.path, .active) }
        case .retryScheduled(let id, _, _):
            if id.direction == .forward { set(id.path, .retrying) }
        case .operationSkipped(let id, _):
            if id.direction == .undo { left.insert(id.path) }
            set(id.path, .failed)
        case .retryRequested(let id): set(id.path, .active)
        case .compensationStarted(let list, let cause): stop(inside: list, cause)
        case .runStarted, .eventPassedOver, .reminderStarted, .listEnded, .roundEnded,
            .attemptFailed, .attemptInterrupted, .settlingStarted, .childCommitted,
            .compensationRequested, .compensationFinished, .timerFired, .cancelRequested,
            .endingDecided, .runCompleted, .runCompensated, .runFailed, .runCancelled:
            return
        }
    }

    private mutating func set(_ path: StepPath, _ value: StepProgress) {
        guard let step = path.step else { return }
        progress[step] = value
        paths[step] = path
    }

    /// A step is undone once the last of the steps that undo it is over, and none was left.
    private mutating func setUndone(_ id: OperationID) {
        let node = id.path.step.flatMap(workflow.node(named:))
        let isLast = node?.compensation?.steps.last?.id == id.undoStep
        set(id.path, left.contains(id.path) ? .failed : isLast ? .undone : .active)
    }

    /// A step is done with the run, unless its error was caught by a rule that finishes.
    private mutating func setFinished(_ path: StepPath) {
        let isCaught = path.step.map { progress[$0] == .caught } ?? false
        if !isCaught { set(path, .done) }
    }

    /// What waits in a list that is undone waits no longer, and what runs lists gives them up.
    private mutating func stop(inside list: StepPath, _ cause: CompensationCause) {
        for (step, path) in paths where path.isInside(list) {
            switch progress[step] {
            case .waiting, .retrying: progress[step] = .failed
            case .active where isGivenUp(step, cause): progress[step] = .failed
            default: continue
            }
        }
    }

    /// Whether a step runs lists that do not come to their end. A `finish` inside of one is an end.
    private func isGivenUp(_ step: StepID, _ cause: CompensationCause) -> Bool {
        if case .finish = cause { return false }
        switch workflow.node(named: step)?.action {
        case .scope, .parallel, .forEach, .repeat: return true
        default: return false
        }
    }
}
