package import CEL

/// A handler that only plays a service: it answers as the bindings file says.
package struct MockBinding: Sendable {
    /// How a call ends.
    package enum Outcome: Sendable {
        case output(JSONTemplate)
        case failure(Failure)
    }

    /// An error, as a service would report it.
    package struct Failure: Hashable, Sendable {
        package let code: ErrorCode
        package let message: String
        /// `nil` leaves it to the contract.
        package let effect: Effect?

        package init(code: ErrorCode, message: String, effect: Effect? = nil) {
            self.code = code
            self.message = message
            self.effect = effect
        }
    }

    /// An outcome for the calls whose input meets a condition.
    package struct Case: Sendable {
        /// Over `input`; gives a bool.
        package let condition: Program
        package let outcome: Outcome

        package init(condition: Program, outcome: Outcome) {
            self.condition = condition
            self.outcome = outcome
        }
    }

    /// How a call ends that no case covers.
    package let outcome: Outcome
    /// Tried in order; the first that holds decides.
    package let cases: [Case]
    /// How many attempts of each call fail before `outcome` is given, and with what.
    package let failingFirst: FailingFirst?
    /// From the call to its answer; the effect takes place half-way.
    package let latency: Duration
    /// The file that records each effect by its idempotency key, if any.
    package let ledger: String?
    /// The type that expressions see as `input`.
    package let input: ValueType

    /// Attempts that fail before a call succeeds.
    package struct FailingFirst: Hashable, Sendable {
        package let attempts: Int
        package let failure: Failure

        package init(attempts: Int, failure: Failure) {
            self.attempts = attempts
            self.failure = failure
        }
    }

    package init(
        outcome: Outcome,
        cases: [Case] = [],
        failingFirst: FailingFirst? = nil,
        latency: Duration = .zero,
        ledger: String? = nil,
        input: ValueType = .any
    ) {
        self.outcome = outcome
        self.cases = cases
        self.failingFirst = failingFirst
        self.latency = latency
        self.ledger = ledger
        self.input = input
    }
}

/// JSON with CEL inside its texts. A text that is one `${ … }` becomes the value itself, whatever
/// its type; other text around it makes a string.
package indirect enum JSONTemplate: Sendable {
    case constant(JSON)
    case expression(Program)
    case text([TextPart])
    case array([JSONTemplate])
    case object([Member])

    package enum TextPart: Sendable {
        case literal(String)
        case expression(Program)
    }

    package struct Member: Sendable {
        package let name: String
        package let value: JSONTemplate

        package init(_ name: String, _ value: JSONTemplate) {
            self.name = name
            self.value = value
        }
    }
}
