import CEL
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension RunLoop {
    /// Begins a run of an order, or finds the one that its key began before.
    func submit(_ order: Order, reply: @escaping Reply<Result<Submission, SubmissionError>>) {
        do {
            let submission = try begin(order)
            pending.replies.append { reply(.success(submission)) }
        } catch {
            pending.replies.append { reply(.failure(error)) }
        }
    }

    private func begin(_ order: Order) throws(SubmissionError) -> Submission {
        let workflow = order.workflow.workflow
        let unbound = handlers.missing(from: workflow.calledHandlers.map(\.name))
        let submission = try begin(
            workflow,
            with: order.input,
            again: order.again,
            unbound: unbound
        )
        if submission.isNew, !stored.contains(workflow.digest) {
            pending.turn.definitions.append(order.workflow.definition)
        }
        return submission
    }

    /// Begins a run of a workflow whose definition the store has, or will have with this turn; or
    /// finds the one that the key of the input, or the event, began before, unless it came to
    /// nothing and is to be tried `again`. A new run is refused while handlers are `unbound`; one
    /// that an event begins rests until a runner binds them.
    func begin(
        _ workflow: Workflow,
        with input: JSON,
        because event: CloudEvent? = nil,
        again: Bool = false,
        unbound: [HandlerName] = []
    ) throws(SubmissionError) -> Submission {
        let order = try OrderIdentity(of: input, for: workflow, because: event)
        var id = order.run
        var correlation = event?.correlation
        let latest = reading { () throws(JournalError) in
            try order.latestTry { id throws(JournalError) in
                if let run = runs[id] { return run.record }
                return try journal.run(id)
            }
        }
        if let latest = latest ?? nil {
            try order.check(latest.run)
            guard again else { return Submission(run: latest.run.id, isNew: false) }
            guard mayBeTriedAgain(latest.run) else {
                throw .notAgain(run: latest.run.id, latest.run.status)
            }
            id = id.attempt(latest.number + 1)
            // All tries are of one order.
            correlation = latest.run.correlation
        }
        guard unbound.isEmpty else { throw .unbound(unbound) }
        workflows[workflow.digest] = workflow
        begin(
            workflow,
            inputDigest: order.digest,
            RunStarted(
                run: id,
                workflow: workflow.name,
                digest: workflow.digest,
                key: order.key,
                correlation: correlation,
                event: event?.identity,
                input: input
            )
        )
        return Submission(run: id, isNew: true)
    }

    /// Begins a run. The definition of its workflow is in the journal, or comes with the turn.
    func begin(_ workflow: Workflow, inputDigest: String, _ start: RunStarted) {
        runs[start.run] = ActiveRun(
            state: RunState(id: start.run, workflow: workflow),
            record: RunRecord(
                id: start.run,
                workflow: workflow.name,
                key: start.key,
                correlation: start.correlation,
                digest: start.digest,
                inputDigest: inputDigest,
                status: .running,
                startedAt: pending.time,
                updatedAt: pending.time
            )
        )
        stimulate(start.run, .runStarted(start))
    }
}

extension RunLoop {
    /// Whether a run has ended and nothing stays of it, or an operator has seen to what does.
    private func mayBeTriedAgain(_ run: RunRecord) -> Bool {
        switch run.status {
        case .compensated, .failed, .cancelled: true
        case .completed: state(of: run.id)?.isUndone ?? false
        case .running, .waiting, .compensating, .parked: false
        }
    }
}

extension RunState {
    /// Whether it ended with an outcome that undoes all that was done.
    fileprivate var isUndone: Bool {
        guard case .completed(let name?, _) = end else { return false }
        return workflow.outcomes.contains { $0.name == name && $0.disposition == .undo }
    }
}
