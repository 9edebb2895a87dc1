import CEL
import OrderedCollections
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// Folds in how an attempt ended. An answer that nothing can use any more is not recorded.
    func take(_ answer: HandlerAnswer, to attempt: SentAttempt) {
        // Not the first time when the turn that took the answer could not be made durable.
        if sent[attempt.run]?.remove(attempt) != nil { room.giveBack(attempt.handler) }
        if sent[attempt.run]?.isEmpty == true { sent[attempt.run] = nil }
        guard let state = state(of: attempt.run),
            let contract = state.contract(of: attempt.operation)
        else { return }
        let event = AnswerCheck.event(
            for: answer,
            to: attempt.operation,
            attempt: attempt.attempt,
            contract: contract
        )
        if state.isUsable(event) { stimulate(attempt.run, event) }
    }

    /// Begins the attempts that waited for a place at their handler, as far as there is room.
    func admit() {
        while let id = room.next() {
            if state(of: id) != nil { settle(id) }
        }
    }

    /// Records the timers whose time has come.
    func fireTimers() {
        for id in due.take(until: pending.time) {
            guard state(of: id) != nil else { continue }
            // Each timer may change what else is due.
            while let timer = runs[id]?.state.firstTimer(dueBy: pending.time) {
                stimulate(id, .timerFired(timer))
            }
            settle(id)
            pending.touched.append(id)
        }
    }

    /// Carries out what an operator asks, or says why not.
    func carryOut(_ request: OperatorRequest, on id: RunID) -> InboxVerdict {
        guard let state = state(of: id) else {
            return .refused(
                passedOver.contains(id)
                    ? "run \(id) cannot be read by this version" : "there is no run \(id)"
            )
        }
        do {
            for event in try state.events(for: request) { stimulate(id, event) }
            return .accepted
        } catch {
            return .refused(error.reason)
        }
    }

    /// Answers what other processes have put into the inbox.
    func readInbox() throws(JournalError) {
        let hasNews = try journal.hasNews()
        guard inboxMayHaveMore || hasNews else { return }
        let entries = try journal.pendingInbox(limit: 1_000)
        for entry in entries {
            pending.turn.answers.append(Turn.Answer(entry.id, verdict(on: entry)))
        }
        // They are answered once this turn is durable; only then can it be seen what is left.
        inboxMayHaveMore = !entries.isEmpty
    }

    private func verdict(on entry: InboxEntry) -> InboxVerdict {
        switch entry.message {
        case .success(.event(let event)): deliver(event)
        case .success(.cancel(let run, let reason)): carryOut(.cancel(reason: reason), on: run)
        case .success(.retry(let run, let path)): carryOut(.retry(path), on: run)
        case .success(.skip(let run, let path, let reason)):
            carryOut(.skip(path, reason: reason), on: run)
        case .success(.resolve(let run, let path, let output, let reason)):
            carryOut(.resolve(path, output: output, reason: reason), on: run)
        case .success(.register(let workflow, let definition)): register(workflow, definition)
        case .success(.unregister(let workflow)): unregister(workflow)
        case .success(.drop(let event, let reason)): drop(event, reason: reason)
        case .failure(let error): .refused("this version cannot read the message: \(error)")
        }
    }
}

extension RunState {
    /// The contract of what an operation calls.
    fileprivate func contract(of id: OperationID) -> HandlerContract? {
        guard let step = id.path.step, let node = workflow.node(named: step) else { return nil }
        switch (id.direction, node.action) {
        case (.forward, .call(let call)): return call.contract
        case (.undo, _): return node.compensation?.step(id.undoStep)?.call?.call.contract
        default: return nil
        }
    }
}
