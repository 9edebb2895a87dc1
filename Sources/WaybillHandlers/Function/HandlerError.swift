import CEL
import WaybillModel

/// The error by which a Swift function that handles a call says what went wrong.
public struct HandlerError: Error, Hashable, Sendable {
    /// Whether the call may have taken effect all the same.
    public enum Effect: Hashable, Sendable {
        /// It certainly did not happen.
        case none
        /// It may have happened.
        case unknown
    }

    /// The code, such as `card_declined`: one that the contract declares, or a standard one.
    public let code: String
    /// What went wrong, for a person.
    public let message: String
    /// Whether the call may have taken effect; `nil` leaves it to the contract.
    public let effect: Effect?
    /// How long the service wants to be left alone.
    public let retryAfter: Duration?

    /// Makes an error.
    public init(
        _ code: String,
        _ message: String,
        effect: Effect? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.message = message
        self.effect = effect
        self.retryAfter = retryAfter
    }
}

extension HandlerFailure {
    init(_ error: HandlerError) {
        let effect: WaybillModel.Effect? =
            switch error.effect {
            case .some(.none): WaybillModel.Effect.none
            case .some(.unknown): .unknown
            case nil: nil
            }
        self.init(
            code: ErrorCode(error.code),
            message: error.message,
            effect: effect,
            retryAfter: error.retryAfter
        )
    }
}
