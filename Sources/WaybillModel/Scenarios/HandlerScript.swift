package import CEL
package import WaybillDiagnostics

/// What a service answers in a scenario.
package struct HandlerScript: Sendable {
    /// Answers for the attempts whose input meets a condition.
    package struct Case: Sendable {
        /// Over `input`, the call's.
        package let condition: Program
        package let answers: [ScriptedAnswer]

        package init(condition: Program, answers: [ScriptedAnswer]) {
            self.condition = condition
            self.answers = answers
        }
    }

    /// Tried in order; the first that holds answers.
    package let cases: [Case]
    /// For the attempts that no case covers, one after the other; the last answers all that
    /// follow. Empty when only the cases answer.
    package let answers: [ScriptedAnswer]

    package init(cases: [Case], answers: [ScriptedAnswer]) {
        self.cases = cases
        self.answers = answers
    }
}

/// How one attempt ends.
package struct ScriptedAnswer: Sendable {
    package enum Outcome: Sendable {
        /// Of the contract's output type; its expressions see the call's `input`.
        case output(Template)
        case failure(Failure)
        /// The service is never heard of again.
        case nothing
    }

    /// An error, as a service reports it.
    package struct Failure: Sendable {
        package let code: ErrorCode
        package let message: String
        package let details: Template?
        /// What is known of the effect, by the contract unless the scenario says otherwise.
        package let effect: Effect
        /// How long the service wants to be left alone.
        package let retryAfter: Duration?

        package init(
            code: ErrorCode,
            message: String,
            details: Template?,
            effect: Effect,
            retryAfter: Duration?
        ) {
            self.code = code
            self.message = message
            self.details = details
            self.effect = effect
            self.retryAfter = retryAfter
        }
    }

    package let outcome: Outcome
    /// From the attempt to its answer.
    package let latency: Duration
    package let span: Span

    package init(outcome: Outcome, latency: Duration, span: Span) {
        self.outcome = outcome
        self.latency = latency
        self.span = span
    }
}
