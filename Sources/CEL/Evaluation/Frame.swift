/// What an evaluation works on.
struct Frame {
    /// The values of the environment's variables; `nil` where one is undefined.
    let variables: [Value?]
    /// The values of the variables of macros, each in its slot.
    var locals: [Value]
    /// Why the variables of `cel.bind` have no value, by their slots.
    var failures: [Int: Failure] = [:]
    /// The work done.
    var meter: Meter
    /// The regular expressions computed so far.
    var patterns = PatternCache()
}

/// An expression made ready: a function from a frame to a value.
typealias Evaluation = @Sendable (inout Frame) throws(Failure) -> Value

/// What the planner makes of an expression.
struct Plan: Sendable {
    let evaluate: Evaluation
    /// The value, when it is the same in every frame.
    let constant: Value?

    init(_ evaluate: @escaping Evaluation) {
        self.evaluate = evaluate
        constant = nil
    }

    init(constant: Value) {
        self.constant = constant
        evaluate = { (_) throws(Failure) in constant }
    }

    /// A plan that always fails.
    init(failing message: String, at range: Range<Int>) {
        self.init { (_) throws(Failure) in throw Failure(message, at: range) }
    }
}
