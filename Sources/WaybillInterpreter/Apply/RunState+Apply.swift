import CEL
import OrderedCollections
import WaybillModel

extension Frame.Activity.Kind {
    /// What each event makes of the list it speaks of, of the list around that one, and of the lists
    /// inside, which begin or are dropped with it.
    package static let table = TransitionTable<Self>([
        // Steps
        .on(.runStarted, from: [nil], to: [.at]),
        .on(.stepSkipped, from: [.at], to: next),
        .on(.callStarted, from: [.at], to: [.calling]),
        .on(.ruleTaken, from: [.at], to: target),
        .on(.ruleTaken, from: [.inside], to: left),
        .on(.valuesSet, from: [.at], to: next),
        .on(.allocationDecided, from: [.at], to: next),
        .on(.waitStarted, from: [.at], to: [.waiting]),
        .on(.awaitStarted, from: [.at], to: [.awaiting]),
        .on(.eventReceived, from: [.awaiting], to: next + [.received]),
        .on(.reminderStarted, from: [nil], to: [.at]),
        .on(.eventEmitted, from: [.at], to: next),
        .on(.lockRequested, from: [.at], to: [.locking]),
        .on(.lockAcquired, from: [.locking], to: [.at]),
        .on(.childStarted, from: [.at], to: [.runningChild]),
        .on(.childDetached, from: [.runningChild], to: next),
        .on(.childEnded, from: [.runningChild], to: next + [.failed]),
        .on(.scopeEntered, from: [.at], to: [.inside]),
        .on(.scopeEntered, from: [nil], to: [.at]),
        .on(.scopeCompleted, from: [.ended], to: [nil]),
        .on(.scopeCompleted, from: [.inside], to: next),
        .on(.finishReached, from: [.at, .finishing], to: [.finished, nil]),
        .on(.finishReached, from: [.inside], to: [.finished, nil]),

        // Branches, iterations and rounds
        .on(.parallelStarted, from: [.at], to: [.inside]),
        .on(.parallelStarted, from: [nil], to: [.at]),
        .on(.forEachStarted, from: [.at], to: [.inside]),
        .on(.forEachStarted, from: [nil], to: [.at]),
        .on(.roundStarted, from: [.at, .betweenRounds], to: [.inside]),
        .on(.roundStarted, from: [nil], to: [.at]),
        .on(.listEnded, from: [.ended], to: [nil]),
        .on(.listEnded, from: [nil], to: [.at]),
        .on(.roundEnded, from: [.ended], to: [nil]),
        .on(.roundEnded, from: [.inside], to: [.betweenRounds]),
        .on(.joined, from: [.inside, .received], to: next),

        // Failures
        .on(.stepFailed, from: [.at, .calling, .attemptFailed], to: [.failed]),
        .on(.stepFailed, from: [.raising], to: [.uncaught]),
        .on(.errorCaught, from: [.failed], to: target + [.undoing]),
        .on(.errorCaught, from: [.inside], to: left),
        .on(.stepParked, from: [.calling, .failed, .uncaught, .finishing, .inside], to: [.parked]),

        // Attempts, of calls and of scopes
        .on(.attemptSucceeded, from: [.calling, .parked], to: next),
        .on(.attemptFailed, from: [.parked], to: [.calling]),
        .on(.retryScheduled, from: [.attemptFailed], to: [.backingOff]),
        .on(.timerFired, from: [.backingOff], to: [.at]),
        .on(.timerFired, from: [.waiting], to: next),
        .on(.timerFired, from: [.awaiting, .locking], to: [.failed]),

        // Undoing
        .on(.compensationStarted, from: busy, to: [.compensating, nil]),
        .on(.compensationStarted, from: [.finishing, .finished], to: [.compensating]),
        .on(.compensationStarted, from: [.compensating], to: [nil]),
        .on(
            .compensationStarted,
            from: [.inside, .betweenRounds, .awaiting, .received],
            to: [.unwinding]
        ),
        .on(.compensationFinished, from: [.compensating], to: [.compensated, nil]),
        .on(.compensationFinished, from: [.inside], to: [.attemptFailed] + left),
        .on(.compensationFinished, from: [.undoing], to: target),
        .on(.compensationFinished, from: [.unwinding], to: [.failed]),
        .on(.compensationFinished, from: [nil], to: [.at]),
        .on(.compensationRequested, from: [nil], to: [.compensating]),

        // Operators
        .on(.retryRequested, from: [.parked], to: [.calling, .inside, .at]),
        .on(.operationResolved, from: [.parked], to: next),
        .on(.operationResolved, from: [.ended] + besideSettled, to: [nil]),
        .on(.operationSkipped, from: [.parked], to: next),
        .on(.operationSkipped, from: [.ended], to: [nil]),
        .on(.operationSkipped, from: stuck, to: [.compensated, nil]),
        .on(.operationSkipped, from: besideStuck, to: [nil]),

        // The end
        .on(.endingDecided, from: [.ended, .finished, .compensated], to: [.at]),
        .on(.runCompleted, from: [.ended, .finished, .compensated], to: [nil]),
        .on(.runCompensated, from: [.ended, .compensated], to: [nil]),
        .on(.runFailed, from: [.ended, .compensated], to: [nil]),
        .on(.runCancelled, from: [.ended, .compensated], to: [nil]),
    ])

    /// What follows a step that is done.
    private static let next: [Self?] = [.at, .ended]
    /// Where a rule may lead; `nil` when it leads out of the list.
    private static let target: [Self?] = [.at, .ended, .finishing, .raising, nil]
    /// What becomes of the lists around one that a rule led out of.
    private static let left: [Self?] = [.at, nil]
    /// What a list may do when it fails, is cancelled, or runs out of time.
    private static let busy: [Self?] = [
        .at, .calling, .waiting, .awaiting, .received, .runningChild, .locking, .inside,
        .betweenRounds, .unwinding, .backingOff, .failed, .undoing, .uncaught,
        .ended, .parked,
    ]
    /// What the lists may do inside a step that an operator settles.
    private static let besideSettled: [Self?] = [
        .calling, .waiting, .awaiting, .runningChild, .locking, .inside, .betweenRounds,
        .backingOff, .parked,
    ]
    /// What a list may do that stays where it is because an operator says so.
    private static let stuck: [Self?] = [.received, .inside, .unwinding, .undoing, .parked]
    /// What the lists may do that are beside it or further in.
    private static let besideStuck: [Self?] = [
        .calling, .waiting, .awaiting, .runningChild, .locking, .betweenRounds, .backingOff,
        .compensating,
    ]
}

extension RunState {
    /// Folds the next event in. Total: an event that does not fit the state changes nothing but
    /// the time and the sequence.
    package mutating func apply(_ recorded: RecordedEvent) {
        sequence = recorded.sequence
        now = recorded.time
        defer { giveUpLocks() }
        guard end == nil else { return applyAfterEnd(recorded.event) }
        switch recorded.event {
        case .runStarted(let start): applyRunStarted(start)
        case .stepSkipped, .callStarted, .ruleTaken, .valuesSet, .allocationDecided, .waitStarted,
            .eventEmitted, .scopeEntered, .scopeCompleted, .finishReached:
            applyStep(recorded.event)
        case .awaitStarted, .eventReceived, .eventPassedOver, .reminderStarted:
            applyAwait(recorded.event)
        case .lockRequested, .lockAcquired: applyLock(recorded.event)
        case .parallelStarted, .forEachStarted, .roundStarted, .listEnded, .roundEnded, .joined:
            applyGroup(recorded.event)
        case .childStarted, .childDetached, .childCommitted, .childEnded:
            applyChild(recorded.event)
        case .stepFailed, .errorCaught, .stepParked:
            applyFailure(recorded.event)
        case .attemptStarted, .attemptSucceeded, .attemptFailed, .attemptInterrupted,
            .retryScheduled:
            applyAttempt(recorded.event)
        case .compensationStarted, .settlingStarted, .undoStarted, .undoGaveUp,
            .compensationFinished:
            applyCompensation(recorded.event)
        // Only what is over can be asked to.
        case .compensationRequested: return
        case .timerFired(let timer): applyTimer(timer)
        case .cancelRequested, .retryRequested, .operationResolved, .operationSkipped:
            applyOperator(recorded.event)
        case .endingDecided(let end): decideEnding(end)
        case .runCompleted(let outcome, let output): end(.completed(outcome, output: output))
        case .runCompensated(let error): end(.compensated(error))
        case .runFailed(let error, let unresolved):
            end(.failed(error, unresolved: unresolved))
        case .runCancelled(let reason): end(.cancelled(reason: reason))
        }
    }

    private mutating func applyRunStarted(_ start: RunStarted) {
        guard frames.isEmpty, let scope = workflow.scope(.root) else { return }
        id = start.run
        key = start.key
        correlation = start.correlation
        if let event = start.event { takenEvents.insert(event) }
        parent = start.parent
        startedAt = now
        input = typed(start.input, as: workflow.input)
        frames[.root] = Frame(
            path: .root,
            scope: .root,
            enteredAt: now,
            deadline: workflow.timeout?.duration.map(now.advanced(by:)),
            activity: .ended
        )
        move(in: .root, from: nil, to: scope.entry)
    }

    /// Once a run is over, only a success that comes too late is worth a note, and the run that it is
    /// a child of may have it undone.
    private mutating func applyAfterEnd(_ event: Event) {
        switch event {
        case .attemptSucceeded(let id, let attempt, let output):
            noteLateSuccess(of: id, attempt, output: output)
        case .compensationRequested(let error): undoCompleted(because: error)
        default: return
        }
    }

    private mutating func end(_ end: RunEnd) {
        self.end = end
        if parent != nil, case .completed = end {
            visibleAtEnd = frames[.root]?.visible ?? visibleAtEnd
        }
        frames.removeAll()
        operations.removeAll()
        locks.removeAll()
        children.removeAll()
    }

    /// A value of the declared type. Data is held against its type before it becomes an event, so
    /// the fallback is for a journal that was tampered with.
    func typed(_ json: JSON, as type: ValueType) -> Value {
        (try? Value(json, as: type)) ?? .null
    }
}
