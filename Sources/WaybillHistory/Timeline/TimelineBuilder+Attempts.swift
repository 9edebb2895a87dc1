import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of an attempt, as a line of the call or the undo it belongs to.
    mutating func tellAttempt(_ event: Event) {
        switch event {
        case .attemptStarted(let id, let attempt): tellSent(id, attempt)
        case .attemptSucceeded(let id, let attempt, _): tellSuccess(of: id, attempt)
        case .attemptFailed(let id, let attempt, let failure):
            let isLate = before.operation(id)?.isRunning != true
            let came = isLate ? "was answered late" : "failed\(after(id, attempt))"
            let text = "attempt \(attempt) \(came): \(failure.error.summaryWithEffect)"
            addLine(.attemptFailed, to: id, text, attempt: attempt, error: failure.error)
            closeIfDrained(id, failure.error)
        case .attemptInterrupted(let id, let attempt): tellInterruption(of: id, attempt)
        case .retryScheduled(let id, let attempt, let time): tellRetry(of: id, attempt, at: time)
        default: return
        }
    }

    private mutating func tellSent(_ id: OperationID, _ attempt: Int) {
        sentAt[id, default: [:]][attempt] = state.now
        if entry(of: id)?.result != .ongoing {
            let isUndo = id.direction == .undo
            let verb = isUndo ? "is undone again by" : "calls"
            open(isUndo ? .undo : .call, id, "\(verb) \(handler(of: id))")
        }
        if entry(of: id)?.lines.last?.kind == .interrupted {
            let key = id.idempotencyKey(in: state.id)
            addLine(.resent, to: id, "attempt \(attempt) sent again, with the same key \(key)")
        }
        update(id) { $0.attempts = attempt }
    }

    private mutating func tellSuccess(of id: OperationID, _ attempt: Int) {
        guard let operation = before.operation(id) else {
            addLine(.attemptSucceeded, to: id, "attempt \(attempt) was answered late: it succeeded")
            return
        }
        let lines = entry(of: id)?.lines ?? []
        if !lines.isEmpty {
            let text = "attempt \(attempt) succeeded\(after(id, attempt))"
            addLine(.attemptSucceeded, to: id, text, attempt: attempt)
        }
        close(id, .succeeded, successText(operation, attempt))
    }

    private func successText(_ operation: Operation, _ attempt: Int) -> String {
        let handler = handler(of: operation.id)
        let took = entry(of: operation.id).map { state.now.duration(since: $0.time).brief } ?? "0s"
        let tries = attempt == 1 ? "in \(took)" : "at attempt \(attempt), after \(took)"
        switch operation.purpose {
        case .call: return "\(handler) succeeded \(tries)"
        case .settling: return "\(handler), asked again with the same key, says that it took effect"
        case .undo:
            return "undone by \(handler) \(tries)\(undoReason(operation.id.path))"
        }
    }

    /// Why a step was undone.
    private func undoReason(_ path: StepPath) -> String {
        switch before.sagaEntry(path)?.effect {
        case .happened: ", because it had succeeded"
        case .unknown, .pending: ", because it may have taken effect"
        case .absent, nil: ""
        }
    }

    private mutating func tellInterruption(of id: OperationID, _ attempt: Int) {
        let isRepeated =
            contract(of: id)?.idempotency != HandlerContract.Idempotency.none
            && before.operation(id)?.isDraining != true
        let text = "the process ended while attempt \(attempt) was out"
        let consequence = isRepeated ? "" : ", so nobody knows whether it took effect"
        addLine(.interrupted, to: id, text + consequence, attempt: attempt)
        if !isRepeated {
            let error = StepError(
                code: .interrupted,
                message: "the process ended while the call was out",
                effect: .unknown
            )
            closeIfDrained(id, error)
        }
    }

    mutating func tellDeadline(of id: OperationID, _ attempt: Int) {
        let limit = before.operation(id)?.timeout.map { " within \($0.text)" } ?? " in time"
        let error = StepError(
            code: .timeout,
            message: "no answer within the attempt's timeout",
            effect: .unknown
        )
        let text = "attempt \(attempt) got no answer\(limit) (\(error.effect.words))"
        addLine(.attemptFailed, to: id, text, attempt: attempt, error: error)
        closeIfDrained(id, error)
    }

    private mutating func tellRetry(of id: OperationID, _ attempt: Int, at time: Timestamp) {
        let delay = time.duration(since: state.now).brief
        guard entry(of: id)?.result == .ongoing, entry(of: id)?.kind != .scope else {
            add(.scope, id.path, "is tried again after \(delay), attempt \(attempt)")
            return
        }
        update(id) { entry in
            guard let last = entry.lines.indices.last else { return }
            entry.lines[last].retryAt = time
            entry.lines[last].text += "; tried again after \(delay)"
        }
    }

    /// A call whose list is being undone is over with its attempt, unless another one has succeeded.
    private mutating func closeIfDrained(_ id: OperationID, _ error: StepError) {
        guard before.operation(id)?.isDraining == true, state.operation(id) == nil,
            entry(of: id)?.result == .ongoing
        else { return }
        close(
            id,
            .failed,
            "\(handler(of: id)) failed while the list was being undone",
            error: error
        )
    }

    /// ` after 12ms`: how long an attempt has taken, though others were sent meanwhile.
    private func after(_ id: OperationID, _ attempt: Int) -> String {
        sentAt[id]?[attempt].map { " after \(state.now.duration(since: $0).brief)" } ?? ""
    }
}

extension RunState {
    func operation(_ id: OperationID) -> Operation? {
        operations[id]
    }

    func sagaEntry(_ path: StepPath) -> SagaEntry? {
        saga[path]
    }
}
