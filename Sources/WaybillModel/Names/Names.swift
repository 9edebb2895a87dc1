/// What each kind of ``Name`` names.
package enum NameKind {
    package enum Workflow {}
    package enum Step {}
    package enum Handler {}
    package enum EventType {}
    package enum ErrorCode {}
    package enum Outcome {}
    package enum Fact {}
    package enum Lock {}
    package enum Policy {}
    package enum Digest {}
}

/// `fulfil_order`
package typealias WorkflowName = Name<NameKind.Workflow>
/// A step's id, unique in its file and a CEL identifier: `authorize`
package typealias StepID = Name<NameKind.Step>
/// `payments.authorize`
package typealias HandlerName = Name<NameKind.Handler>
/// A CloudEvents type: `order.review_decided`
package typealias EventType = Name<NameKind.EventType>
/// `card_declined`
package typealias ErrorCode = Name<NameKind.ErrorCode>
/// A named ending: `fulfilled`
package typealias OutcomeName = Name<NameKind.Outcome>
/// What a handler establishes or takes back: `authorized`
package typealias Fact = Name<NameKind.Fact>
/// What scopes that exclude each other have in common: `payout/acme`
package typealias LockName = Name<NameKind.Lock>
/// A policy of `policies`: `fastest_affordable`
package typealias PolicyName = Name<NameKind.Policy>
/// `sha256:` and the digest, in hexadecimal, of all the files that define a workflow, or of a policy.
package typealias DefinitionDigest = Name<NameKind.Digest>

extension ErrorCode {
    /// No answer came in time; the effect is unknown.
    package static let timeout: ErrorCode = "timeout"
    /// The service could not be reached or did not answer sensibly.
    package static let unavailable: ErrorCode = "unavailable"
    /// The process ended while the call was out.
    package static let interrupted: ErrorCode = "interrupted"
    /// The answer does not have the type that the contract declares.
    package static let badOutput: ErrorCode = "bad_output"
    package static let payloadTooLarge: ErrorCode = "payload_too_large"
    /// An expression failed when it was evaluated.
    package static let expression: ErrorCode = "expression"
    package static let exhausted: ErrorCode = "exhausted"
    package static let cancelled: ErrorCode = "cancelled"
    package static let unfilled: ErrorCode = "unfilled"
    /// The service refused the input.
    package static let rejectedInput: ErrorCode = "rejected_input"

    /// The codes that need no declaration (LANGUAGE.md, "Errors, retries, timeouts").
    package static let standard: [ErrorCode] = [
        .timeout, .unavailable, .interrupted, .badOutput, .payloadTooLarge, .expression,
        .exhausted, .cancelled, .unfilled, .rejectedInput,
    ]
}
