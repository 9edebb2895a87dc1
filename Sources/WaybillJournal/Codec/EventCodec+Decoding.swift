import WaybillInterpreter

extension EventCodec {
    /// The table of what each kind of event is read from: the reverse of `encoding(of:)`.
    static func event(
        of kind: EventKind,
        from payload: Payload
    ) throws(PayloadError) -> Event {
        switch kind {
        case .runStarted: .runStarted(try RunStarted(payload))

        case .stepSkipped: .stepSkipped(try payload["path"])
        case .callStarted: .callStarted(try payload["path"], input: try payload["input"])
        case .ruleTaken: .ruleTaken(try payload["path"], rule: try payload.optional("rule"))
        case .valuesSet: .valuesSet(try payload["path"], output: try payload["output"])
        case .allocationDecided:
            .allocationDecided(try payload["path"], plan: try payload["plan"])
        case .waitStarted: .waitStarted(try payload["path"], until: try payload["until"])
        case .awaitStarted:
            .awaitStarted(
                try payload["path"],
                match: (try payload["match"] as Payload).members
            )
        case .eventReceived: .eventReceived(try payload["path"], try payload["event"])
        case .eventEmitted: .eventEmitted(try OperationID(payload), try payload["event"])
        case .eventPassedOver:
            .eventPassedOver(try payload["path"], try payload["event"], try payload["error"])
        case .lockRequested:
            .lockRequested(
                try payload["path"],
                try payload["name"],
                slots: try payload["slots"]
            )
        case .lockAcquired: .lockAcquired(try payload["path"])
        case .reminderStarted:
            .reminderStarted(try payload["path"], number: try payload["number"])
        case .scopeEntered: .scopeEntered(try payload["path"], attempt: try payload["attempt"])
        case .scopeCompleted: .scopeCompleted(try payload["path"], output: try payload["output"])
        case .parallelStarted:
            .parallelStarted(try payload["path"], needed: try payload["needed"])
        case .forEachStarted:
            .forEachStarted(
                try payload["path"],
                elements: try payload["elements"],
                needed: try payload["needed"]
            )
        case .roundStarted: .roundStarted(try payload["path"], round: try payload["round"])
        case .listEnded:
            .listEnded(try payload["path"], collected: try payload.optional("collected"))
        case .roundEnded:
            .roundEnded(
                try payload["path"],
                collected: try payload.optional("collected"),
                isLast: try payload["last"]
            )
        case .joined: .joined(try payload["path"], output: try payload["output"])
        case .childStarted: .childStarted(try payload["path"], input: try payload["input"])
        case .childDetached: .childDetached(try payload["path"])
        case .childCommitted: .childCommitted(try payload["path"])
        case .childEnded: .childEnded(try payload["path"], try payload["end"])
        case .stepFailed: .stepFailed(try payload["path"], try payload["error"])
        case .errorCaught:
            .errorCaught(
                try payload["path"],
                rule: try payload["rule"],
                output: try payload.optional("output")
            )
        case .finishReached:
            .finishReached(
                try payload["path"],
                try payload["outcome"],
                output: try payload["output"]
            )
        case .stepParked: .stepParked(try payload["path"], try payload["error"])

        case .attemptStarted:
            .attemptStarted(try OperationID(payload), attempt: try payload["attempt"])
        case .attemptSucceeded:
            .attemptSucceeded(
                try OperationID(payload),
                attempt: try payload["attempt"],
                output: try payload["output"]
            )
        case .attemptFailed:
            .attemptFailed(
                try OperationID(payload),
                attempt: try payload["attempt"],
                try AttemptFailure(payload)
            )
        case .attemptInterrupted:
            .attemptInterrupted(try OperationID(payload), attempt: try payload["attempt"])
        case .retryScheduled:
            .retryScheduled(
                try OperationID(payload),
                attempt: try payload["attempt"],
                at: try payload["at"]
            )

        case .compensationStarted:
            .compensationStarted(try payload["path"], try payload["cause"])
        case .settlingStarted: .settlingStarted(try payload["path"])
        case .undoStarted: .undoStarted(try payload["path"], input: try payload["input"])
        case .undoGaveUp: .undoGaveUp(try payload["path"], try payload["error"])
        case .compensationFinished: .compensationFinished(try payload["path"])
        case .compensationRequested: .compensationRequested(try payload["error"])

        case .timerFired: .timerFired(try Timer(payload))

        case .cancelRequested: .cancelRequested(reason: try payload.optional("reason"))
        case .retryRequested: .retryRequested(try OperationID(payload))
        case .operationResolved:
            .operationResolved(
                try OperationID(payload),
                output: try payload["output"],
                reason: try payload["reason"]
            )
        case .operationSkipped:
            .operationSkipped(try OperationID(payload), reason: try payload["reason"])

        case .endingDecided: .endingDecided(try RunEnd(payload))
        case .runCompleted:
            .runCompleted(try payload.optional("outcome"), output: try payload["output"])
        case .runCompensated: .runCompensated(try payload["error"])
        case .runFailed:
            .runFailed(try payload["error"], unresolved: try payload["unresolved"])
        case .runCancelled: .runCancelled(reason: try payload.optional("reason"))
        }
    }
}
