import CEL
import WaybillHandlers
import WaybillInterpreter
import WaybillModel

/// Turns a handler's answer into the fact to be recorded, by what its contract promises: an answer
/// of another type never becomes the output of a step.
enum AnswerCheck {
    /// The largest output that is recorded, in bytes of JSON.
    static let largestOutput = 1 << 20
    /// The largest details of an error that are recorded, in bytes of JSON.
    static let largestDetails = 1 << 16
    /// The longest message of an error that is recorded, in characters.
    static let longestMessage = 4_096

    static func event(
        for answer: HandlerAnswer,
        to operation: OperationID,
        attempt: Int,
        contract: HandlerContract
    ) -> Event {
        switch answer {
        case .success(let output):
            // A contract without an output leaves the answer unread.
            if contract.output == .null {
                return .attemptSucceeded(operation, attempt: attempt, output: .null)
            }
            if let error = fault(in: output, contract: contract) {
                return .attemptFailed(operation, attempt: attempt, AttemptFailure(error))
            }
            return .attemptSucceeded(operation, attempt: attempt, output: output)
        case .failure(let failure):
            let declared = contract.declaration(of: failure.code)?.effect
            let error = StepError(
                code: failure.code,
                message: String(failure.message.prefix(longestMessage)),
                details: failure.details.map(bounded),
                effect: failure.effect ?? declared ?? .unknown
            )
            return .attemptFailed(
                operation,
                attempt: attempt,
                AttemptFailure(error, retryAfter: failure.retryAfter)
            )
        }
    }

    /// The details of an error, or a note when they are too large, or nested too deep, to be kept, or
    /// cannot be read.
    private static func bounded(_ details: JSON) -> JSON {
        if details.isTooDeep { return .string("left out: \(JSON.tooDeep)") }
        let size = details.description.utf8.count
        guard size <= largestDetails else { return .string("left out: \(size) bytes") }
        let mismatch = Value.mismatches(of: details, as: .any).first
        return mismatch.map { .string("left out: \($0.message)") } ?? details
    }

    /// What is wrong with an output. The call did happen, so its effect is unknown to the contract.
    private static func fault(in output: JSON, contract: HandlerContract) -> StepError? {
        if output.isTooDeep { return tooLarge("the answer is \(JSON.tooDeep)") }
        if output.description.utf8.count > largestOutput {
            return tooLarge("the answer is larger than 1 MiB")
        }
        let mismatches = Value.mismatches(of: output, as: contract.output)
        guard let first = mismatches.first else { return nil }
        let place = JSONPathElement.text(of: first.path)
        return StepError(
            code: .badOutput,
            message: "the answer does not have the contract's type: "
                + (place.isEmpty ? "" : "\(place): ") + first.message,
            effect: .unknown
        )
    }

    private static func tooLarge(_ message: String) -> StepError {
        StepError(code: .payloadTooLarge, message: message, effect: .unknown)
    }
}
