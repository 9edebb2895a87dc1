import CEL
import OrderedCollections
import WaybillModel

// What each event does to the activity of the list it speaks of. An event that finds its list in
// another state is folded in without effect: facts from outside may always come twice or too late.
//
//  in activity        on event                 becomes
//  ----------------   ----------------------   ------------------------------------------------
//  -                  runStarted               at the first step
//  at                 stepSkipped              the step's next target
//  at                 callStarted              calling
//  at                 ruleTaken                the rule's target
//  at                 valuesSet                the step's next target
//  at                 eventEmitted             the step's next target
//  at                 waitStarted              waiting
//  at                 awaitStarted             awaiting
//  at, backingOff*    scopeEntered             inside; the scope's list: at its first step
//  at                 parallelStarted          inside; each branch: at its first step
//  at                 forEachStarted           inside; as many iterations as may: at the first step
//  at, betweenRounds  roundStarted             inside; the round's list: at its first step
//  ended              listEnded                dropped; the next iteration: at its first step
//  ended              roundEnded               dropped; the step: betweenRounds unless it was the last
//  at, calling, ...   stepFailed               failed
//  raising            stepFailed               uncaught
//  calling            attemptSucceeded         the step's next target
//  waiting            timerFired(wait)         the step's next target
//  awaiting           eventReceived            the step's next target
//  awaiting           timerFired(awaitDead...) failed (timeout)
//  inside             scopeCompleted, joined   the step's next target
//  failed             errorCaught              undoing, or the catch rule's target
//  undoing            compensationFinished     the catch rule's target
//  unwinding          compensationFinished     failed
//  failed, uncaught   stepParked               parked
//  inside             stepParked               parked; the scope's list stays at its end
//  at, finishing      finishReached            finished
//  any                compensationStarted      compensating; lists inside it are dropped
//  inside, between... compensationStarted*     unwinding, for the path of the step; its lists are dropped
//  compensating       compensationFinished     compensated; a scope: attemptFailed; a branch: dropped
//  attemptFailed      retryScheduled           backingOff
//  backingOff         timerFired(retry)        at
//  parked             retryRequested           calling, inside, or at
//  parked             operationResolved        the step's next target
//  parked             operationSkipped         compensated
extension RunState {
    /// Folds the next event in. Total: an event that does not fit the state changes nothing but
    /// the time and the sequence.
    package mutating func apply(_ recorded: RecordedEvent) {
        sequence = recorded.sequence
        now = recorded.time
        guard end == nil else { return applyAfterEnd(recorded.event) }
        switch recorded.event {
        case .runStarted(let start): applyRunStarted(start)
        case .stepSkipped, .callStarted, .ruleTaken, .valuesSet, .waitStarted, .awaitStarted,
            .eventReceived, .eventEmitted, .scopeEntered, .scopeCompleted, .finishReached:
            applyStep(recorded.event)
        case .parallelStarted, .forEachStarted, .roundStarted, .listEnded, .roundEnded, .joined:
            applyGroup(recorded.event)
        case .stepFailed, .errorCaught, .stepParked:
            applyFailure(recorded.event)
        case .attemptStarted, .attemptSucceeded, .attemptFailed, .attemptInterrupted,
            .retryScheduled:
            applyAttempt(recorded.event)
        case .compensationStarted, .settlingStarted, .undoStarted, .undoGaveUp,
            .compensationFinished:
            applyCompensation(recorded.event)
        case .timerFired(let timer): applyTimer(timer)
        case .cancelRequested, .retryRequested, .operationResolved, .operationSkipped:
            applyOperator(recorded.event)
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

    /// Once a run is over, only a success that comes too late is worth a note.
    private mutating func applyAfterEnd(_ event: Event) {
        if case .attemptSucceeded(let id, let attempt, let output) = event {
            noteLateSuccess(of: id, attempt, output: output)
        }
    }

    private mutating func end(_ end: RunEnd) {
        self.end = end
        frames.removeAll()
        operations.removeAll()
    }

    /// A value of the declared type. Data is held against its type before it becomes an event, so
    /// the fallback is for a journal that was tampered with.
    func typed(_ json: JSON, as type: ValueType) -> Value {
        (try? Value(json, as: type)) ?? .null
    }
}
