import CEL
import OrderedCollections
import WaybillDiagnostics
import WaybillHistory
import WaybillInterpreter
import WaybillModel

/// One line about an event, for whoever watches a run.
struct ProgressLine {
    private let path: String
    private let text: String

    /// `nil` for events that a watcher need not see.
    init?(_ event: Event, of state: RunState) {
        switch event {
        case .runStarted(let start): self.init("", "started \(start.workflow)")
        case .stepSkipped(let path): self.init(path, "skipped")
        case .ruleTaken(let path, let rule): self.init(path, Self.ruleText(path, rule, state))
        case .allocationDecided(let path, let plan):
            self.init(path, PlanWords(plan).summary)
        case .waitStarted(let path, let until):
            self.init(path, "waits until \(until.dayAndTime) UTC")
        case .awaitStarted(let path, let match): self.init(path, Self.awaitText(path, match, state))
        case .eventReceived(let path, let event):
            self.init(path, "received \(event.type) from \(event.source)")
        case .eventEmitted(let id, let event):
            self.init(id, "emits \(event.type)")
        case .eventPassedOver(let path, let event, let error):
            self.init(path, "did not take event \(event.id): \(error.summary)")
        case .lockRequested(let path, let name, _):
            guard state.lockClaim(of: path)?.isHeld == false else { return nil }
            self.init(path, "waits for the lock \(name)")
        case .lockAcquired(let path):
            guard let claim = state.lockClaim(of: path) else { return nil }
            self.init(path, "has the lock \(claim.name)")
        case .childStarted(let path, _):
            self.init(path, "runs \(state.childWorkflow(of: path))")
        case .childEnded(let path, let end): self.init(path, "its run ended \(end.status.rawValue)")
        case .forEachStarted(let path, let elements, _):
            self.init(path, elements.count == 1 ? "1 element" : "\(elements.count) elements")
        case .roundStarted(let path, let round): self.init(path, "round \(round)")
        case .reminderStarted(let path, let number): self.init(path, "reminder \(number)")
        case .joined(let path, _): self.init(path, "done")
        case .stepFailed(let path, let error): self.init(path, "failed: \(error.summary)")
        case .errorCaught(let path, _, _): self.init(path, "error caught")
        case .finishReached(let path, let outcome, _): self.init(path, "finishes as \(outcome)")
        case .stepParked(let path, let error): self.init(path, "parked: \(error.summary)")
        case .attemptStarted(let id, let attempt):
            guard attempt > 1 else { return nil }
            self.init(id, "attempt \(attempt)")
        case .attemptSucceeded(let id, _, _):
            self.init(id, id.direction == .undo ? "undone" : "done")
        case .attemptFailed(let id, let attempt, let failure):
            self.init(id, "attempt \(attempt) failed: \(failure.error.summary)")
        case .attemptInterrupted(let id, _):
            self.init(id, "was out when the process ended; asking again")
        case .timerFired(.attemptDeadline(let id, let attempt)):
            self.init(id, "attempt \(attempt) timed out")
        case .compensationStarted(let path, let cause):
            let isDue = state.saga.values.contains { $0.path.isInside(path) && !$0.isSettled }
            let what = isDue ? "undoing what was done" : "stopped, with nothing to undo"
            self.init(path, "\(what): \(Self.causeText(cause))")
        case .undoGaveUp(let path, let error):
            self.init(path, "undo gave up: \(error.summary)")
        case .compensationRequested(let error):
            self.init("", "undoing what was done, for the run it belongs to: \(error.summary)")
        case .cancelRequested: self.init("", "cancel requested")
        case .retryRequested(let id): self.init(id, "retried by an operator")
        case .operationResolved(let id, _, let reason):
            self.init(id, "resolved by an operator: \(reason)")
        case .operationSkipped(let id, let reason):
            self.init(id, "skipped by an operator: \(reason)")
        case .endingDecided(let end):
            self.init("", "decided: \(end.status.rawValue); the steps after that begin")
        case .callStarted, .valuesSet, .scopeEntered, .scopeCompleted, .parallelStarted, .listEnded,
            .roundEnded, .childDetached, .childCommitted, .retryScheduled, .settlingStarted,
            .undoStarted, .compensationFinished,
            .timerFired, .runCompleted, .runCompensated, .runFailed, .runCancelled:
            return nil
        }
    }

    private init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    private init(_ path: StepPath, _ text: String) { self.init("\(path)", text) }

    private init(_ id: OperationID, _ text: String) {
        let undo = id.undoStep.map { " (undo: \($0))" } ?? " (undo)"
        self.init(id.direction == .undo ? "\(id.path)\(undo)" : "\(id.path)", text)
    }

    /// The line, with the time of day in UTC, and the run where it is not clear which is meant.
    func rendered(at time: Timestamp, of run: RunID?) -> String {
        let clock = time.rfc3339.dropFirst(11).prefix(8)
        let place = run.map { path.isEmpty ? "\($0)" : "\($0)  \(path)" } ?? path
        return "  \(clock)  \(place.padding(to: 22))  \(text.visible)"
    }

    private static func ruleText(_ path: StepPath, _ rule: Int?, _ state: RunState) -> String {
        guard let step = path.step, let node = state.workflow.node(named: step),
            case .route(let route) = node.action, let rule, route.rules.indices.contains(rule)
        else { return "no rule holds: else" }
        return "rule \(rule + 1): \(route.rules[rule].condition.source.text)"
    }

    private static func awaitText(
        _ path: StepPath,
        _ match: [JSON.Member],
        _ state: RunState
    ) -> String {
        guard let step = path.step, let node = state.workflow.node(named: step),
            case .await(let awaited) = node.action
        else { return "waits for an event" }
        return Subscription(path: path, types: awaited.events.map(\.type), match: match).text
    }

    private static func causeText(_ cause: CompensationCause) -> String {
        switch cause {
        case .error(let error): error.summary
        case .finish(let outcome, _): "the order ends as \(outcome)"
        case .raceLost: "no longer needed"
        case .requested(let error): error.summary
        case .cancelled(let reason): "cancelled" + (reason.map { ": \($0)" } ?? "")
        }
    }
}

extension RunState {
    /// The name of the workflow that a step runs.
    fileprivate func childWorkflow(of path: StepPath) -> String {
        guard let node = path.step.flatMap(workflow.node(named:)),
            case .run(let child) = node.action
        else { return "another workflow" }
        return child.workflow.name.rawValue
    }
}

extension StepError {
    /// The code and the message, without anything that a terminal would obey.
    var summary: String { "\(code): \(message)".visible }
}

extension String {
    /// The text with spaces after it, at least that long.
    func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
