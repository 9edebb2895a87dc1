import WaybillInterpreter

extension EventCodec {
    /// The table of what is stored of each event.
    static func encoding(of event: Event) -> (EventKind, Payload) {
        switch event {
        case .runStarted(let start): (.runStarted, start.payload)

        case .stepSkipped(let path): (.stepSkipped, ["path": path])
        case .callStarted(let path, let input):
            (.callStarted, ["path": path, "input": input])
        case .ruleTaken(let path, let rule): (.ruleTaken, ["path": path, "rule": rule])
        case .valuesSet(let path, let output): (.valuesSet, ["path": path, "output": output])
        case .allocationDecided(let path, let plan):
            (.allocationDecided, ["path": path, "plan": plan])
        case .waitStarted(let path, let until): (.waitStarted, ["path": path, "until": until])
        case .awaitStarted(let path, let match):
            (.awaitStarted, ["path": path, "match": Payload(match)])
        case .eventReceived(let path, let event):
            (.eventReceived, ["path": path, "event": event])
        case .eventEmitted(let operation, let event):
            (.eventEmitted, operation.payload + ["event": event])
        case .eventPassedOver(let path, let event, let error):
            (.eventPassedOver, ["path": path, "event": event, "error": error])
        case .lockRequested(let path, let name, let slots):
            (.lockRequested, ["path": path, "name": name, "slots": slots])
        case .lockAcquired(let path): (.lockAcquired, ["path": path])
        case .reminderStarted(let path, let number):
            (.reminderStarted, ["path": path, "number": number])
        case .scopeEntered(let path, let attempt):
            (.scopeEntered, ["path": path, "attempt": attempt])
        case .scopeCompleted(let path, let output):
            (.scopeCompleted, ["path": path, "output": output])
        case .parallelStarted(let path, let needed):
            (.parallelStarted, ["path": path, "needed": needed])
        case .forEachStarted(let path, let elements, let needed):
            (.forEachStarted, ["path": path, "elements": elements, "needed": needed])
        case .roundStarted(let path, let round): (.roundStarted, ["path": path, "round": round])
        case .listEnded(let path, let collected):
            (.listEnded, ["path": path, "collected": collected])
        case .roundEnded(let path, let collected, let isLast):
            (.roundEnded, ["path": path, "collected": collected, "last": isLast])
        case .joined(let path, let output): (.joined, ["path": path, "output": output])
        case .childStarted(let path, let input):
            (.childStarted, ["path": path, "input": input])
        case .childDetached(let path): (.childDetached, ["path": path])
        case .childCommitted(let path): (.childCommitted, ["path": path])
        case .childEnded(let path, let end): (.childEnded, ["path": path, "end": end])
        case .stepFailed(let path, let error): (.stepFailed, ["path": path, "error": error])
        case .errorCaught(let path, let rule, let output):
            (.errorCaught, ["path": path, "rule": rule, "output": output])
        case .finishReached(let path, let outcome, let output):
            (.finishReached, ["path": path, "outcome": outcome, "output": output])
        case .stepParked(let path, let error): (.stepParked, ["path": path, "error": error])

        case .attemptStarted(let operation, let attempt):
            (.attemptStarted, operation.payload + ["attempt": attempt])
        case .attemptSucceeded(let operation, let attempt, let output):
            (.attemptSucceeded, operation.payload + ["attempt": attempt, "output": output])
        case .attemptFailed(let operation, let attempt, let failure):
            (.attemptFailed, operation.payload + ["attempt": attempt] + failure.payload)
        case .attemptInterrupted(let operation, let attempt):
            (.attemptInterrupted, operation.payload + ["attempt": attempt])
        case .retryScheduled(let operation, let attempt, let time):
            (.retryScheduled, operation.payload + ["attempt": attempt, "at": time])

        case .compensationStarted(let path, let cause):
            (.compensationStarted, ["path": path, "cause": cause])
        case .settlingStarted(let path): (.settlingStarted, ["path": path])
        case .undoStarted(let path, let input):
            (.undoStarted, ["path": path, "input": input])
        case .undoGaveUp(let path, let error): (.undoGaveUp, ["path": path, "error": error])
        case .compensationFinished(let path): (.compensationFinished, ["path": path])
        case .compensationRequested(let error): (.compensationRequested, ["error": error])

        case .timerFired(let timer): (.timerFired, timer.payload)

        case .cancelRequested(let reason): (.cancelRequested, ["reason": reason])
        case .retryRequested(let operation): (.retryRequested, operation.payload)
        case .operationResolved(let operation, let output, let reason):
            (.operationResolved, operation.payload + ["output": output, "reason": reason])
        case .operationSkipped(let operation, let reason):
            (.operationSkipped, operation.payload + ["reason": reason])

        case .endingDecided(let end): (.endingDecided, end.payload)
        case .runCompleted(let outcome, let output):
            (.runCompleted, ["outcome": outcome, "output": output])
        case .runCompensated(let error): (.runCompensated, ["error": error])
        case .runFailed(let error, let unresolved):
            (.runFailed, ["error": error, "unresolved": unresolved])
        case .runCancelled(let reason): (.runCancelled, ["reason": reason])
        }
    }
}
