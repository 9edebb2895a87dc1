import CEL
import OrderedCollections
import WaybillModel

extension Operation.Phase.Kind {
    /// What each event makes of the operation it speaks of, and of those of the lists it stops.
    package static let table = TransitionTable<Self>([
        .on(.callStarted, from: [nil], to: [.ready]),
        .on(.settlingStarted, from: [nil], to: [.ready]),
        .on(.undoStarted, from: [nil], to: [.ready]),
        .on(.attemptStarted, from: [.ready], to: [.running]),
        // The answer of an earlier attempt is as good as that of the last.
        .on(.attemptSucceeded, from: [.ready, .running, .backingOff, .givenUp], to: [nil]),
        // No other attempt follows where only the answer was waited for.
        .on(.attemptFailed, from: [.running], to: [.failed, nil]),
        // A definite answer to the last attempt is one, though its time is up.
        .on(.attemptFailed, from: [.backingOff, .givenUp], to: [.failed]),
        .on(.attemptInterrupted, from: [.running], to: [.ready, .failed, nil]),
        .on(.retryScheduled, from: [.failed], to: [.backingOff]),
        .on(.timerFired, from: [.running], to: [.failed, nil]),
        .on(.timerFired, from: [.backingOff], to: [.ready]),
        .on(.stepFailed, from: [.failed], to: [.givenUp]),
        .on(.stepParked, from: [.failed], to: [.givenUp]),
        .on(.undoGaveUp, from: [.failed], to: [nil]),
        .on(.errorCaught, from: [.givenUp], to: [nil]),
        .on(
            .compensationStarted,
            from: [.ready, .running, .failed, .backingOff, .givenUp],
            to: [nil]
        ),
        .on(.retryRequested, from: [.givenUp], to: [.ready]),
        .on(.operationResolved, from: [.running, .backingOff, .givenUp], to: [nil]),
        .on(.operationSkipped, from: [.running, .backingOff, .givenUp], to: [nil]),
        .on(.runCompleted, from: [.running], to: [nil]),
    ])
}

extension RunState {
    /// Folds in an event of an attempt of a call or an undo.
    mutating func applyAttempt(_ event: Event) {
        switch event {
        case .attemptStarted(let id, let attempt): startAttempt(of: id, attempt)
        case .attemptSucceeded(let id, let attempt, let output):
            succeed(id, attempt, output: output)
        case .attemptFailed(let id, let attempt, let failure):
            failAttempt(of: id, attempt, failure)
        case .attemptInterrupted(let id, let attempt): interruptAttempt(of: id, attempt)
        case .retryScheduled(let id, let attempt, let time):
            scheduleRetry(of: id, attempt, at: time)
        default: return
        }
    }

    private mutating func startAttempt(of id: OperationID, _ attempt: Int) {
        guard let operation = operations[id], case .ready = operation.phase,
            operation.attempt == attempt || operation.isNumberedAnew(with: attempt)
        else { return }
        operations[id]?.attempt = attempt
        operations[id]?.phase = .running(
            since: now,
            deadline: operation.timeout.map(now.advanced(by:))
        )
        if operation.purpose == .undo {
            saga[id.path]?.undoAttempts = attempt
        } else {
            saga[id.path]?.attempts = attempt
            noteLastFact(about: id.path)
        }
        if operation.purpose == .call, workflow.node(operation.node)?.isPivot == true {
            pivot = .inDoubt(id.path)
        }
    }

    private mutating func succeed(_ id: OperationID, _ attempt: Int, output: JSON) {
        guard let operation = operations[id] else {
            return noteLateSuccess(of: id, attempt, output: output)
        }
        switch operation.purpose {
        case .undo:
            operations.removeValue(forKey: id)
            endUndoStep(of: id.path, .done)
            noteUndone(id.path)
        case .settling:
            release(operation, answered: attempt)
            saga[id.path]?.effect = .happened(output: output)
            saga[id.path]?.undo = .notStarted
        case .call:
            release(operation, answered: attempt)
            learnSuccess(of: id.path, output: output)
            if !operation.isDraining { completeCall(id.path, output: output) }
        }
    }

    /// Ends an operation that succeeded. When it was an earlier attempt that did, the one that is
    /// out is still waited for before anything is undone.
    private mutating func release(_ operation: Operation, answered attempt: Int) {
        saga[operation.id.path]?.noteAnswer(to: attempt, of: operation.call.contract)
        if operation.isRunning, attempt != operation.attempt, saga[operation.id.path] != nil {
            operations[operation.id]?.isDraining = true
        } else {
            operations.removeValue(forKey: operation.id)
        }
    }

    /// Writes down that a step took effect. Being told again is no new fact about it.
    mutating func learnSuccess(of path: StepPath, output: JSON) {
        noteFact(about: path)
        if case .happened = saga[path]?.effect { return }
        saga[path]?.effect = .happened(output: output)
    }

    /// Has a step be undone before all of which something was heard earlier. What becomes of other
    /// attempts of one that is known to have happened says nothing new about it.
    private mutating func noteFact(about path: StepPath) {
        if case .happened = saga[path]?.effect { return }
        noteLastFact(about: path)
    }

    /// Ends a call, or a child run, that succeeded; a pivot commits the run.
    mutating func completeCall(_ path: StepPath, output: JSON) {
        guard let (_, node) = place(of: path) else { return }
        if node.isPivot {
            pivot = .passed(path)
            forgetSaga()
        }
        complete(path, output: typed(output, as: node.output))
    }

    mutating func failAttempt(of id: OperationID, _ attempt: Int, _ failure: AttemptFailure) {
        guard let operation = operations[id] else {
            return noteLateRefusal(of: id, attempt, failure)
        }
        if isLateRefusal(failure, of: operation, attempt) {
            goBack(operation, to: attempt)
        } else if !operation.isRunning || operation.attempt != attempt {
            return
        }
        var happened = operation.mayHaveHappened
        switch (failure.error.effect, operation.call.contract.idempotency) {
        case (.unknown, _):
            happened = true
            if case .running(let since, _) = operation.phase {
                noteUnanswered(operation, sentAt: since, wasInterrupted: false)
            }
        // With a key, a definite answer speaks for the attempts before it too.
        case (.none, .key) where failure.isRefusal:
            happened = false
            if operation.purpose != .undo {
                saga[id.path]?.noteAnswer(to: attempt, of: operation.call.contract)
            }
        case (.none, .key), (.none, .natural), (.none, .none): break
        }
        operations[id]?.mayHaveHappened = happened
        if operation.purpose == .call { noteFact(about: id.path) }
        if operation.isDraining {
            operations.removeValue(forKey: id)
            recordEffect(of: id.path, happened: happened)
        } else if operation.purpose == .settling, !happened {
            operations.removeValue(forKey: id)
            saga[id.path]?.effect = .absent
            saga[id.path]?.undo = .notStarted
        } else {
            operations[id]?.phase = .failed(failure)
        }
        if pivot == .inDoubt(id.path), !happened { pivot = .ahead }
    }

    private mutating func interruptAttempt(of id: OperationID, _ attempt: Int) {
        guard let operation = operations[id], operation.attempt == attempt,
            case .running(let since, _) = operation.phase
        else { return }
        if operation.isDraining || operation.call.contract.idempotency == .none {
            let error = StepError(
                code: .interrupted,
                message: "the process ended while the call was out",
                effect: .unknown
            )
            failAttempt(of: id, attempt, AttemptFailure(error))
        } else {
            operations[id]?.phase = .ready
            operations[id]?.mayHaveHappened = true
            noteUnanswered(operation, sentAt: since, wasInterrupted: true)
            if operation.purpose != .undo { noteFact(about: id.path) }
        }
    }

    /// Writes down an attempt whose answer never came, if it may still take effect.
    private mutating func noteUnanswered(
        _ operation: Operation,
        sentAt time: Timestamp,
        wasInterrupted: Bool
    ) {
        guard operation.purpose != .undo, let duration = operation.call.contract.settlesIn else {
            return
        }
        noteUnanswered(
            UnansweredAttempt(
                number: operation.attempt,
                settlesAt: time.advanced(by: duration),
                wasInterrupted: wasInterrupted
            ),
            of: operation.id.path
        )
    }

    private mutating func scheduleRetry(of id: OperationID, _ attempt: Int, at time: Timestamp) {
        if let operation = operations[id] {
            guard case .failed = operation.phase, attempt == operation.attempt + 1 else { return }
            operations[id]?.attempt = attempt
            operations[id]?.attemptsInBudget += 1
            operations[id]?.phase = .backingOff(until: time)
        } else if let (frame, node) = place(of: id.path),
            case .attemptFailed(node.id, _) = frame.activity,
            attempt == frame.nextAttempt(of: node.step)
        {
            frames[frame.path]?.activity = .backingOff(node.id, until: time)
        }
    }
}

extension Operation {
    /// Whether a journal counts from 1 again after an operator had a call begun anew, as they did
    /// once.
    fileprivate func isNumberedAnew(with attempt: Int) -> Bool {
        attempt == 1 && attemptsInBudget == 1 && purpose == .call
    }
}
