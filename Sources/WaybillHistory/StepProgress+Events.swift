package import WaybillInterpreter
package import WaybillModel

extension StepProgress {
    /// How far each step of a run is, by its events; a step that is not in it was not reached.
    package static func all(of events: [RecordedEvent]) -> [StepID: StepProgress] {
        var fold = ProgressFold()
        for recorded in events { fold.apply(recorded.event) }
        return fold.progress
    }
}

/// Folds a run's events into how far its steps are.
private struct ProgressFold {
    var progress: [StepID: StepProgress] = [:]
    private var paths: [StepID: StepPath] = [:]
    /// The steps whose undo has begun.
    private var undoing: Set<StepPath> = []

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
            .finishReached(let path, _, _), .childDetached(let path), .timerFired(.wait(let path)):
            set(path, .done)
        case .eventEmitted(let id, _): set(id.path, id.direction == .undo ? .undone : .done)
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
        case .attemptSucceeded(let id, _, _): set(id.path, id.direction == .undo ? .undone : .done)
        case .retryScheduled(let id, _, _):
            if id.direction == .forward { set(id.path, .retrying) }
        case .operationResolved(let id, _, _):
            set(id.path, id.direction == .undo ? .undone : .done)
        case .operationSkipped(let id, _): set(id.path, .failed)
        case .retryRequested(let id): set(id.path, .active)
        case .compensationStarted(let list, _): stop(inside: list)
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

    /// What waits in a list that is undone waits no longer.
    private mutating func stop(inside list: StepPath) {
        for (step, path) in paths where path.isInside(list) {
            switch progress[step] {
            case .waiting, .retrying: progress[step] = .failed
            default: continue
            }
        }
    }
}
