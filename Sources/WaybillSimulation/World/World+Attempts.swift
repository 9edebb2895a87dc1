import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension World {
    /// Sends the attempts that are outstanding and not sent yet. What a service answers to one that
    /// nobody waits for any more still comes: late answers are part of the world.
    mutating func releaseCommands() {
        settleRuns()
        for id in runs.keys {
            for case .invoke(let invocation) in runs[id]?.state.commands ?? [] where fault == nil {
                let attempt = SentAttempt(
                    operation: invocation.operation,
                    number: invocation.attempt
                )
                guard runs[id]?.sent.insert(attempt).inserted == true else { continue }
                send(invocation, of: id)
            }
        }
    }

    private mutating func send(_ invocation: Invocation, of id: RunID) {
        attempts.append(AttemptTrace(run: id, time: now, invocation: invocation))
        guard let contract = runs[id]?.state.workflow.contract(invocation.handler) else { return }
        do {
            guard let answer = try services.answer(to: invocation, contract) else { return }
            answers.add(
                PendingAnswers.Answer(
                    due: now.advanced(by: answer.latency),
                    run: id,
                    operation: invocation.operation,
                    event: answer.event
                )
            )
        } catch {
            fault = error
        }
    }

    /// Folds in how an attempt ended, unless it tells the run nothing.
    mutating func take(_ answer: PendingAnswers.Answer) {
        guard fault == nil, runs[answer.run]?.state.isUsable(answer.event) == true else { return }
        stimulate(answer.run, answer.event)
    }
}

/// The answers that are under way, in the order in which they come.
struct PendingAnswers {
    struct Answer {
        let due: Timestamp
        let run: RunID
        let operation: OperationID
        let event: Event
    }

    private var answers: [Answer] = []

    var nextTime: Timestamp? { answers.map(\.due).min() }

    mutating func add(_ answer: Answer) { answers.append(answer) }

    /// Those that are there by a time: by when they come, then by when they were sent for.
    mutating func take(until now: Timestamp) -> [Answer] {
        let due = answers.enumerated().filter { $0.element.due <= now }
            .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
        answers.removeAll { $0.due <= now }
        return due.map(\.element)
    }
}

extension Workflow {
    /// The contract of a handler in sight.
    func contract(_ name: HandlerName) -> HandlerContract? {
        contracts.first { $0.name == name }
    }
}
