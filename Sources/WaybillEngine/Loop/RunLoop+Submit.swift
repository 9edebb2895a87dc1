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
        let submission = try begin(workflow, with: order.input, unbound: unbound)
        if submission.isNew, !stored.contains(workflow.digest) {
            pending.turn.definitions.append(order.workflow.definition)
        }
        return submission
    }

    /// Begins a run of a workflow whose definition the store has, or will have with this turn; or
    /// finds the one that the key of the input, or the event, began before. A new run is refused
    /// while handlers are `unbound`; one that an event begins rests until a runner binds them.
    func begin(
        _ workflow: Workflow,
        with input: JSON,
        because event: CloudEvent? = nil,
        unbound: [HandlerName] = []
    ) throws(SubmissionError) -> Submission {
        let value = try OrderKey.value(of: input, for: workflow)
        let key = try OrderKey.key(of: value, for: workflow)
        let digest = OrderKey.digest(of: value)
        let id = RunID.of(workflow.name, key: key ?? event?.key)
        if let earlier = try earlierRun(id) {
            guard earlier.inputDigest == digest else {
                throw .otherInput(run: earlier.id, key: key ?? "")
            }
            return Submission(run: earlier.id, isNew: false)
        }
        guard unbound.isEmpty else { throw .unbound(unbound) }
        let start = RunStarted(
            run: id,
            workflow: workflow.name,
            digest: workflow.digest,
            key: key,
            correlation: event?.correlation,
            event: event?.identity,
            input: input
        )
        workflows[workflow.digest] = workflow
        runs[id] = ActiveRun(
            state: RunState(id: id, workflow: workflow),
            record: RunRecord(
                id: id,
                workflow: workflow.name,
                key: key,
                correlation: start.correlation,
                digest: workflow.digest,
                inputDigest: digest,
                status: .running,
                startedAt: pending.time,
                updatedAt: pending.time
            )
        )
        stimulate(id, .runStarted(start))
        return Submission(run: id, isNew: true)
    }

    private func earlierRun(_ id: RunID) throws(SubmissionError) -> RunRecord? {
        if let run = runs[id] { return run.record }
        do {
            return try journal.run(id)
        } catch {
            throw .store(error.description)
        }
    }
}

extension CloudEvent {
    /// Stands for the key of a run that the event begins, where its workflow has none: so that the
    /// event begins one run, however often it is delivered.
    fileprivate var key: String { "\(source) \(id)" }
}
