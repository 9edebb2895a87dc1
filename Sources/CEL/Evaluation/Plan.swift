/// An expression made ready: a function from a frame to a value.
typealias Evaluation = @Sendable (inout Frame) throws(Failure) -> Value

/// What the planner makes of an expression. Keep plans, not evaluations, in arrays and optionals:
/// a bare function in one is called through two conversions.
struct Plan: Sendable {
    /// Where a value comes from. What need not be computed is read where it stands, without a call
    /// and without a copy.
    enum Origin: Sendable {
        /// It is the same in every frame.
        case constant(Value)
        /// It is a variable of the environment, at this position.
        case variable(Int)
        /// It is a variable of a macro, in this slot.
        case local(Int)
        case computed
    }

    let origin: Origin
    let evaluate: Evaluation

    init(_ origin: Origin, _ evaluate: @escaping Evaluation) {
        self.origin = origin
        self.evaluate = evaluate
    }

    init(_ evaluate: @escaping Evaluation) { self.init(.computed, evaluate) }

    init(constant: Value) {
        self.init(.constant(constant)) { (_) throws(Failure) in constant }
    }

    /// A plan that always fails.
    init(failing message: String, at range: Range<Int>) {
        self.init { (_) throws(Failure) in throw Failure(message, at: range) }
    }

    /// The value, when it is the same in every frame.
    var constant: Value? {
        if case .constant(let value) = origin { value } else { nil }
    }
}
