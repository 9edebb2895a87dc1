import CEL
import WaybillInterpreter
import WaybillModel

// Events in a few words each, so that a test can tell what a run recorded.

extension RecordedEvent {
    var story: String {
        if case .retryScheduled(let id, let attempt, let time) = event {
            return "\(id.story): attempt \(attempt) in \(time.duration(since: self.time))"
        }
        return event.story
    }
}

extension Event {
    var story: String {
        switch self {
        case .runStarted: "started"
        case .stepSkipped(let path): "\(path) skipped"
        case .callStarted(let path, let input): "\(path) called \(input)"
        case .ruleTaken(let path, let rule): "\(path) took \(rule.map { "rule \($0)" } ?? "else")"
        case .valuesSet(let path, let output): "\(path) set \(output)"
        case .allocationDecided(let path, let plan): "\(path) allocated \(plan)"
        case .waitStarted(let path, _): "\(path) waits"
        case .awaitStarted(let path, let match): "\(path) awaits \(JSON.object(match))"
        case .eventReceived(let path, let event): "\(path) received \(event.data)"
        case .eventEmitted(let id, let event): "\(id.story) emitted \(event.type) \(event.data)"
        case .eventPassedOver(let path, let event, let error):
            "\(path) passed over \(event.id): \(error.story)"
        case .lockRequested(let path, let name, let slots):
            "\(path) wants \(name)" + (slots == 1 ? "" : " of \(slots)")
        case .lockAcquired(let path): "\(path) let in"
        case .reminderStarted(let path, let number): "\(path) reminder \(number)"
        case .scopeEntered(let path, let attempt): "\(path) entered #\(attempt)"
        case .scopeCompleted(let path, let output): "\(path) completed \(output)"
        case .parallelStarted(let path, let needed): "\(path) began, needs \(needed)"
        case .forEachStarted(let path, let elements, let needed):
            "\(path) began for \(elements.count), needs \(needed)"
        case .roundStarted(let path, let round): "\(path) round \(round)"
        case .listEnded(let list, let collected):
            "\(list) ended" + (collected.map { " \($0)" } ?? "")
        case .roundEnded(let list, let collected, let isLast):
            "\(list) ended" + (collected.map { " \($0)" } ?? "") + (isLast ? ", the last" : "")
        case .joined(let path, let output): "\(path) joined \(output)"
        case .childStarted(let path, let input): "\(path) run \(input)"
        case .childDetached(let path): "\(path) goes on by itself"
        case .childCommitted(let path): "\(path) is past its pivot"
        case .childEnded(let path, let end): "\(path) ended \(end.story)"
        case .stepFailed(let path, let error): "\(path) failed: \(error.story)"
        case .errorCaught(let path, let rule, _): "\(path) caught by rule \(rule)"
        case .finishReached(let path, let outcome, _): "\(path) finishes \(outcome)"
        case .stepParked(let path, let error): "\(path) parked: \(error.story)"
        case .attemptStarted(let id, let attempt): "\(id.story): attempt \(attempt)"
        case .attemptSucceeded(let id, _, _): "\(id.story): succeeded"
        case .attemptFailed(let id, _, let failure): "\(id.story): \(failure.error.story)"
        case .attemptInterrupted(let id, _): "\(id.story): interrupted"
        case .retryScheduled(let id, let attempt, _): "\(id.story): attempt \(attempt) scheduled"
        case .compensationStarted(let path, let cause): "undoing \(path.story): \(cause.story)"
        case .settlingStarted(let path): "\(path) asked again"
        case .undoStarted(let path, let input): "undo \(path) called \(input)"
        case .undoGaveUp(let path, let error): "undo \(path) gave up: \(error.story)"
        case .compensationFinished(let path): "undone \(path.story)"
        case .compensationRequested(let error): "undo asked: \(error.story)"
        case .timerFired(let timer): "time: \(timer.story)"
        case .cancelRequested: "cancel asked"
        case .retryRequested(let id): "retry of \(id.story) asked"
        case .operationResolved(let id, _, _): "\(id.story) resolved"
        case .operationSkipped(let id, _): "\(id.story) skipped by hand"
        case .endingDecided(let end): "will be \(end.status)"
        case .runCompleted(let outcome, let output):
            RunEnd.completed(outcome, output: output).story
        case .runCompensated(let error): RunEnd.compensated(error).story
        case .runFailed(let error, let unresolved):
            RunEnd.failed(error, unresolved: unresolved).story
        case .runCancelled: "cancelled"
        }
    }
}

extension RunEnd {
    var story: String {
        switch self {
        case .completed(let outcome, let output):
            "completed \(outcome.map { "\($0)" } ?? "-") \(output)"
        case .compensated(let error): "compensated: \(error.code)"
        case .failed(let error, let unresolved):
            "failed: \(error.code)" + unresolved.map { ", unresolved \($0)" }.joined()
        case .cancelled: "cancelled"
        }
    }
}

extension ChildCommand.Demand {
    var story: String {
        switch self {
        case .begin: "begins"
        case .complete: "completes"
        case .cancel: "is cancelled"
        case .undo: "is undone"
        }
    }
}

extension OperationID {
    var story: String {
        direction == .forward ? "\(path)" : "undo \(path)" + (undoStep.map { "/\($0)" } ?? "")
    }
}

extension StepPath {
    var story: String { self == .root ? "the run" : "\(self)" }
}

extension StepError {
    var story: String { effect == .unknown ? "\(code)?" : "\(code)" }
}

extension CompensationCause {
    var story: String {
        switch self {
        case .error(let error): error.story
        case .finish(let outcome, _): "finish \(outcome)"
        case .cancelled: "cancelled"
        case .raceLost: "race lost"
        case .requested(let error): "asked, \(error.story)"
        }
    }
}

extension WaybillInterpreter.Timer {
    var story: String {
        switch self {
        case .attemptDeadline(let id, let attempt): "attempt \(attempt) of \(id.story) too late"
        case .retry(let id, let attempt): "attempt \(attempt) of \(id.story)"
        case .wait(let path): "\(path) over"
        case .awaitDeadline(let path): "\(path) too late"
        case .lockDeadline(let path): "\(path) not let in"
        case .scopeDeadline(let path): "\(path.story) too late"
        case .settled(let path): "\(path) settled"
        case .round(let path): "next round of \(path)"
        case .reminder(let path): "next reminder of \(path)"
        }
    }
}

extension String {
    /// The lines, each that many spaces further in.
    func indented(_ spaces: Int) -> String {
        split(separator: "\n").map { String(repeating: " ", count: spaces) + $0 }
            .joined(separator: "\n")
    }
}
