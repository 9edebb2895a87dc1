package import CEL
package import WaybillModel

/// Why a step, a scope or a run failed.
package struct StepError: Hashable, Sendable, Error {
    package let code: ErrorCode
    package let message: String
    package let details: JSON?
    /// Whether what failed may have taken effect all the same.
    package let effect: Effect

    package init(
        code: ErrorCode,
        message: String,
        details: JSON? = nil,
        effect: Effect = .none
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.effect = effect
    }

    /// The same error with what is known by now about its effect.
    package func with(effect: Effect) -> StepError {
        StepError(code: code, message: message, details: details, effect: effect)
    }
}
