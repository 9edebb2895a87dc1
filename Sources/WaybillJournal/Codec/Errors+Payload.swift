import WaybillInterpreter

extension StepError: PayloadObject {
    var payload: Payload {
        ["code": code, "message": message, "details": details, "effect": effect]
    }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(
            code: try payload["code"],
            message: try payload["message"],
            details: try payload.optional("details"),
            effect: try payload["effect"]
        )
    }
}

extension AttemptFailure: PayloadObject {
    var payload: Payload { ["error": error, "retry_after": retryAfter] }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(try payload["error"], retryAfter: try payload.optional("retry_after"))
    }
}

extension CompensationCause: PayloadObject {
    private enum Kind: String {
        case error
        case finish
        case cancelled
        case raceLost = "race_lost"
        case requested
    }

    /// `kind`, and what that kind has.
    var payload: Payload {
        switch self {
        case .error(let error): ["kind": Kind.error.rawValue, "error": error]
        case .finish(let outcome, let output):
            ["kind": Kind.finish.rawValue, "outcome": outcome, "output": output]
        case .cancelled(let reason): ["kind": Kind.cancelled.rawValue, "reason": reason]
        case .raceLost: ["kind": Kind.raceLost.rawValue]
        case .requested(let error): ["kind": Kind.requested.rawValue, "error": error]
        }
    }

    init(_ payload: Payload) throws(PayloadError) {
        let kind: String = try payload["kind"]
        switch Kind(rawValue: kind) {
        case .error: self = .error(try payload["error"])
        case .finish: self = .finish(try payload["outcome"], output: try payload["output"])
        case .cancelled: self = .cancelled(reason: try payload.optional("reason"))
        case .raceLost: self = .raceLost
        case .requested: self = .requested(try payload["error"])
        case nil: throw payload.error(at: "kind", "is unknown: \(kind)")
        }
    }
}
