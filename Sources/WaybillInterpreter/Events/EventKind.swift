/// The kinds of event, by the names they are stored under. A name never changes.
package enum EventKind: String, Hashable, Sendable, CaseIterable {
    case runStarted = "run_started"
    case stepSkipped = "step_skipped"
    case callStarted = "call_started"
    case ruleTaken = "rule_taken"
    case valuesSet = "values_set"
    case allocationDecided = "allocation_decided"
    case waitStarted = "wait_started"
    case awaitStarted = "await_started"
    case eventReceived = "event_received"
    case eventEmitted = "event_emitted"
    case eventPassedOver = "event_passed_over"
    case lockRequested = "lock_requested"
    case lockAcquired = "lock_acquired"
    case reminderStarted = "reminder_started"
    case childStarted = "child_started"
    case childDetached = "child_detached"
    case childCommitted = "child_committed"
    case childEnded = "child_ended"
    case scopeEntered = "scope_entered"
    case scopeCompleted = "scope_completed"
    case parallelStarted = "parallel_started"
    case forEachStarted = "for_each_started"
    case roundStarted = "round_started"
    case listEnded = "list_ended"
    case roundEnded = "round_ended"
    case joined
    case stepFailed = "step_failed"
    case errorCaught = "error_caught"
    case finishReached = "finish_reached"
    case stepParked = "step_parked"
    case attemptStarted = "attempt_started"
    case attemptSucceeded = "attempt_succeeded"
    case attemptFailed = "attempt_failed"
    case attemptInterrupted = "attempt_interrupted"
    case retryScheduled = "retry_scheduled"
    case compensationStarted = "compensation_started"
    case settlingStarted = "settling_started"
    case undoStarted = "undo_started"
    case undoGaveUp = "undo_gave_up"
    case compensationFinished = "compensation_finished"
    case compensationRequested = "compensation_requested"
    case timerFired = "timer_fired"
    case cancelRequested = "cancel_requested"
    case retryRequested = "retry_requested"
    case operationResolved = "operation_resolved"
    case operationSkipped = "operation_skipped"
    case endingDecided = "ending_decided"
    case runCompleted = "run_completed"
    case runCompensated = "run_compensated"
    case runFailed = "run_failed"
    case runCancelled = "run_cancelled"
}

extension Event {
    package var kind: EventKind {
        switch self {
        case .runStarted: .runStarted
        case .stepSkipped: .stepSkipped
        case .callStarted: .callStarted
        case .ruleTaken: .ruleTaken
        case .valuesSet: .valuesSet
        case .allocationDecided: .allocationDecided
        case .waitStarted: .waitStarted
        case .awaitStarted: .awaitStarted
        case .eventReceived: .eventReceived
        case .eventEmitted: .eventEmitted
        case .eventPassedOver: .eventPassedOver
        case .lockRequested: .lockRequested
        case .lockAcquired: .lockAcquired
        case .reminderStarted: .reminderStarted
        case .childStarted: .childStarted
        case .childDetached: .childDetached
        case .childCommitted: .childCommitted
        case .childEnded: .childEnded
        case .scopeEntered: .scopeEntered
        case .scopeCompleted: .scopeCompleted
        case .parallelStarted: .parallelStarted
        case .forEachStarted: .forEachStarted
        case .roundStarted: .roundStarted
        case .listEnded: .listEnded
        case .roundEnded: .roundEnded
        case .joined: .joined
        case .stepFailed: .stepFailed
        case .errorCaught: .errorCaught
        case .finishReached: .finishReached
        case .stepParked: .stepParked
        case .attemptStarted: .attemptStarted
        case .attemptSucceeded: .attemptSucceeded
        case .attemptFailed: .attemptFailed
        case .attemptInterrupted: .attemptInterrupted
        case .retryScheduled: .retryScheduled
        case .compensationStarted: .compensationStarted
        case .settlingStarted: .settlingStarted
        case .undoStarted: .undoStarted
        case .undoGaveUp: .undoGaveUp
        case .compensationFinished: .compensationFinished
        case .compensationRequested: .compensationRequested
        case .timerFired: .timerFired
        case .cancelRequested: .cancelRequested
        case .retryRequested: .retryRequested
        case .operationResolved: .operationResolved
        case .operationSkipped: .operationSkipped
        case .endingDecided: .endingDecided
        case .runCompleted: .runCompleted
        case .runCompensated: .runCompensated
        case .runFailed: .runFailed
        case .runCancelled: .runCancelled
        }
    }
}
