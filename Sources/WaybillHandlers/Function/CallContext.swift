import WaybillModel

/// What a Swift function that handles a call may know about it, beside its input.
public struct CallContext: Hashable, Sendable {
    /// The handler's name: `payments.authorize`.
    public let handler: String
    /// The same for every attempt of one call: repeated with it, the call must have one effect.
    public let idempotencyKey: String
    /// For an undo, the idempotency key of the call it undoes.
    public let undoes: String?
    /// From 1.
    public let attempt: Int
    /// The id of the run, for correlation.
    public let run: String

    init(_ call: HandlerCall) {
        handler = call.handler.rawValue
        idempotencyKey = call.idempotencyKey
        undoes = call.undoes
        attempt = call.attempt
        run = call.run
    }
}
