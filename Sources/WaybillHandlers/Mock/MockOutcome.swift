import CEL
import WaybillModel

/// How a mock answers one call, the ledger aside.
struct MockOutcome {
    private let binding: MockBinding
    private let call: HandlerCall

    init(_ binding: MockBinding, _ call: HandlerCall) {
        self.binding = binding
        self.call = call
    }

    var answer: HandlerAnswer {
        do {
            let input = try Value(call.input, as: binding.input)
            for rule in binding.cases where try rule.condition.evaluate([input]).isTrue {
                return try answer(rule.outcome, input)
            }
            if let first = binding.failingFirst, call.attempt <= first.attempts {
                return .failure(HandlerFailure(first.failure))
            }
            return try answer(binding.outcome, input)
        } catch let error as JSONMismatch {
            let place = error.path.isEmpty ? "" : " at \(JSONPathElement.text(of: error.path))"
            return refused("the mock cannot read its input\(place): \(error.message)")
        } catch let error as EvaluationError {
            return refused("an expression of the mock failed: \(error.message)")
        } catch {
            return refused("the mock failed: \(error)")
        }
    }

    private func answer(
        _ outcome: MockBinding.Outcome,
        _ input: Value
    ) throws(EvaluationError) -> HandlerAnswer {
        switch outcome {
        case .output(let template): .success(try template.json(input))
        case .failure(let failure): .failure(HandlerFailure(failure))
        }
    }

    private func refused(_ message: String) -> HandlerAnswer {
        .failure(HandlerFailure(code: .rejectedInput, message: message, effect: Effect.none))
    }
}

extension Value {
    fileprivate var isTrue: Bool { if case .bool(true) = self { true } else { false } }
}

extension HandlerFailure {
    fileprivate init(_ failure: MockBinding.Failure) {
        self.init(code: failure.code, message: failure.message, effect: failure.effect)
    }
}

extension JSONTemplate {
    /// The JSON it gives for an input.
    fileprivate func json(_ input: Value) throws(EvaluationError) -> JSON {
        switch self {
        case .constant(let json): return json
        case .expression(let program): return try program.evaluate([input]).json
        case .text(let parts):
            var text = ""
            for part in parts { text += try part.text(input) }
            return .string(text)
        case .array(let items):
            var values: [JSON] = []
            for item in items { values.append(try item.json(input)) }
            return .array(values)
        case .object(let members):
            var values: [JSON.Member] = []
            for member in members {
                values.append(JSON.Member(member.name, try member.value.json(input)))
            }
            return .object(values)
        }
    }
}

extension JSONTemplate.TextPart {
    fileprivate func text(_ input: Value) throws(EvaluationError) -> String {
        switch self {
        case .literal(let text): return text
        case .expression(let program):
            let json = try program.evaluate([input]).json
            if case .string(let text) = json { return text }
            return json.description
        }
    }
}
