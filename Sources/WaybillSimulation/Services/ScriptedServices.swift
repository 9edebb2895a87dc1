import CEL
import WaybillInterpreter
import WaybillModel

/// The services of a scenario: they answer as its scripts say.
struct ScriptedServices {
    /// What an attempt is answered, and when.
    struct Answer {
        let latency: Duration
        let event: Event
    }

    private let scripts: [HandlerName: HandlerScript]
    /// How many attempts each list of answers has answered.
    private var counts: [HandlerName: [Int?: Int]] = [:]

    init(_ scripts: [HandlerName: HandlerScript]) { self.scripts = scripts }

    /// The answer to an attempt; `nil` when there will never be one.
    mutating func answer(
        to invocation: Invocation,
        _ contract: HandlerContract
    ) throws(ScenarioFault) -> Answer? {
        guard let script = scripts[contract.name] else {
            throw .unanswered(invocation.operation, contract)
        }
        let input = (try? Value(invocation.input, as: contract.input)) ?? .null
        let answer: ScriptedAnswer?
        var event: Event?
        do throws(EvaluationError) {
            answer = try next(of: script, contract.name, input)
            if let answer {
                event = try self.event(for: answer, to: invocation, contract, input)
            }
        } catch {
            throw .expression(error)
        }
        guard let answer else { throw .unanswered(invocation.operation, contract) }
        return event.map { Answer(latency: answer.latency, event: $0) }
    }

    private mutating func next(
        of script: HandlerScript,
        _ handler: HandlerName,
        _ input: Value
    ) throws(EvaluationError) -> ScriptedAnswer? {
        var list: (number: Int?, answers: [ScriptedAnswer]) = (nil, script.answers)
        for (number, rule) in script.cases.enumerated() {
            guard case .bool(true) = try rule.condition.evaluate(.input(input)) else { continue }
            list = (number, rule.answers)
            break
        }
        let count = counts[handler]?[list.number] ?? 0
        counts[handler, default: [:]][list.number] = count + 1
        return list.answers.indices.contains(count) ? list.answers[count] : list.answers.last
    }

    private func event(
        for answer: ScriptedAnswer,
        to invocation: Invocation,
        _ contract: HandlerContract,
        _ input: Value
    ) throws(EvaluationError) -> Event? {
        switch answer.outcome {
        case .nothing: return nil
        case .output(let template):
            let output = contract.output == .null ? .null : try template.json(input: input)
            return .attemptSucceeded(
                invocation.operation,
                attempt: invocation.attempt,
                output: output
            )
        case .failure(let failure):
            let error = StepError(
                code: failure.code,
                message: failure.message,
                details: try failure.details?.json(input: input),
                effect: failure.effect
            )
            return .attemptFailed(
                invocation.operation,
                attempt: invocation.attempt,
                AttemptFailure(error, retryAfter: failure.retryAfter)
            )
        }
    }
}
