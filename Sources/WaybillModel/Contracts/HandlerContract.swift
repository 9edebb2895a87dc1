package import CEL
package import WaybillDiagnostics

/// What a step handler promises: its types, its errors, and how it may be repeated and undone.
/// How it is reached is a binding's business.
package struct HandlerContract: Sendable {
    /// How a call may be repeated.
    package enum Idempotency: String, Hashable, Sendable, CaseIterable {
        /// Repeated with the same idempotency key, it has one effect.
        case key
        /// Safe to repeat as it is.
        case natural
        /// Never repeated once its effect is unknown.
        case none
    }

    /// What a call changes in the world.
    package enum Consequence: Hashable, Sendable {
        /// It only reads.
        case none
        /// It establishes a fact, such as `authorized`.
        case establishes(Fact)
        /// It takes back a fact that another handler established.
        case undoes(Fact)
        /// The contract does not say, which is a finding.
        case undeclared
    }

    package let name: HandlerName
    package let summary: String?
    /// A record.
    package let input: ValueType
    /// `.null` when the contract declares none; what the handler answers is then left unread.
    package let output: ValueType
    package let errors: [DeclaredError]
    package let idempotency: Idempotency
    package let consequence: Consequence
    /// How long an unanswered call may still take effect, from when it was sent.
    package let settlesIn: Duration?
    /// How long what it reserves lasts, if it lapses by itself.
    package let holdsFor: Duration?
    /// Whether it may be called when the effect it undoes never happened.
    package let isSafeIfAbsent: Bool
    /// Whether, after it, a late call with the undone key has no effect.
    package let fences: Bool
    /// Where its name stands.
    package let span: Span

    package init(
        name: HandlerName,
        summary: String? = nil,
        input: ValueType,
        output: ValueType,
        errors: [DeclaredError] = [],
        idempotency: Idempotency = .none,
        consequence: Consequence = .undeclared,
        settlesIn: Duration? = nil,
        holdsFor: Duration? = nil,
        isSafeIfAbsent: Bool = false,
        fences: Bool = false,
        span: Span
    ) {
        self.name = name
        self.summary = summary
        self.input = input
        self.output = output
        self.errors = errors
        self.idempotency = idempotency
        self.consequence = consequence
        self.settlesIn = settlesIn
        self.holdsFor = holdsFor
        self.isSafeIfAbsent = isSafeIfAbsent
        self.fences = fences
        self.span = span
    }

    /// The declaration of an error code, or `nil` when the contract does not name it.
    package func declaration(of code: ErrorCode) -> DeclaredError? {
        errors.first { $0.code == code }
    }
}

/// An error that a contract names.
package struct DeclaredError: Sendable {
    /// Whether trying again can help.
    package enum Retry: String, Hashable, Sendable, CaseIterable {
        /// As the step's retry policy says.
        case policy
        /// Always worth another attempt.
        case always
        /// Never: the answer would be the same. Wins over any policy.
        case never
    }

    package let code: ErrorCode
    package let retry: Retry
    /// Whether the call may have taken effect; `none` unless the contract says otherwise.
    package let effect: Effect
    package let span: Span

    package init(
        code: ErrorCode,
        retry: Retry = .policy,
        effect: Effect = .none,
        span: Span
    ) {
        self.code = code
        self.retry = retry
        self.effect = effect
        self.span = span
    }
}
