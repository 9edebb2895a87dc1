package import CEL
package import WaybillModel

/// Something that carries out the calls of one handler name: an HTTP service, a program, a mock or
/// a Swift function.
package protocol StepHandler: Sendable {
    /// Carries out one attempt. It never throws: what goes wrong is an answer, which says whether
    /// the effect may have happened.
    func handle(_ call: HandlerCall) async -> HandlerAnswer
}

/// One attempt of a call, as a handler sees it.
package struct HandlerCall: Sendable {
    package let handler: HandlerName
    /// Of the contract's input type.
    package let input: JSON
    /// The same for every attempt of one call.
    package let idempotencyKey: String
    /// For an undo, the idempotency key of the call it undoes.
    package let undoes: String?
    /// From 1.
    package let attempt: Int
    /// The id of the run, for correlation.
    package let run: String
    /// How long the attempt may take; `nil` for as long as it wants.
    package let timeout: Duration?

    package init(
        handler: HandlerName,
        input: JSON,
        idempotencyKey: String,
        undoes: String? = nil,
        attempt: Int,
        run: String,
        timeout: Duration?
    ) {
        self.handler = handler
        self.input = input
        self.idempotencyKey = idempotencyKey
        self.undoes = undoes
        self.attempt = attempt
        self.run = run
        self.timeout = timeout
    }
}

/// How an attempt ended.
package enum HandlerAnswer: Hashable, Sendable {
    case success(JSON)
    case failure(HandlerFailure)
}

/// Why an attempt failed.
package struct HandlerFailure: Hashable, Sendable {
    package let code: ErrorCode
    package let message: String
    package let details: JSON?
    /// Whether the call may have taken effect; `nil` leaves it to the contract: `none` for a
    /// code that it declares, `unknown` for any other.
    package let effect: Effect?
    /// The service asked to be left alone for that long.
    package let retryAfter: Duration?

    package init(
        code: ErrorCode,
        message: String,
        details: JSON? = nil,
        effect: Effect? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.effect = effect
        self.retryAfter = retryAfter
    }
}
