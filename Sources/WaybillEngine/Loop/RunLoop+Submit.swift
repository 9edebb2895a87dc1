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
        let key = try OrderKey.key(of: order.input, for: workflow)
        let digest = OrderKey.digest(of: order.input, for: workflow)
        let id = RunID.of(workflow.name, key: key)
        if let earlier = try earlierRun(id) {
            guard earlier.inputDigest == digest else {
                throw .otherInput(run: earlier.id, key: key ?? "")
            }
            return Submission(run: earlier.id, isNew: false)
        }
        let unbound = handlers.missing(from: workflow.calledHandlers.map(\.name))
        guard unbound.isEmpty else { throw .unbound(unbound) }

        if !stored.contains(workflow.digest) {
            pending.turn.definitions.append(order.workflow.definition)
        }
        workflows[workflow.digest] = workflow
        runs[id] = ActiveRun(
            state: RunState(id: id, workflow: workflow),
            record: RunRecord(
                id: id,
                workflow: workflow.name,
                key: key,
                digest: workflow.digest,
                inputDigest: digest,
                status: .running,
                startedAt: pending.time,
                updatedAt: pending.time
            )
        )
        stimulate(
            id,
            .runStarted(
                RunStarted(
                    run: id,
                    workflow: workflow.name,
                    digest: workflow.digest,
                    key: key,
                    input: order.input
                )
            )
        )
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
