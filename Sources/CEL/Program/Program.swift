public import WaybillDiagnostics

/// What became of compiling an expression: the program, unless there are errors.
public struct Compilation: Sendable {
    /// The program; `nil` when a diagnostic is an error.
    public let program: Program?
    /// What was found, in the order of the text; at most 100 findings.
    public let diagnostics: [Diagnostic]
}

/// An expression that was parsed, checked and planned against an environment.
public struct Program: Sendable {
    /// The expression and where it stands.
    public let source: EmbeddedText
    /// What it may name, in the order in which ``evaluate(_:limits:)`` is given values.
    public let environment: Environment
    /// The static type of its value: that of the slot it was compiled for, if there is one.
    public let type: ValueType
    /// Its value when it is the same under all variables.
    public let constant: Value?
    /// The positions in the environment of the variables that it reads.
    public let variableIndices: Set<Int>
    /// The chains of selections from variables that it reads: `["steps", "screen", "risk"]`.
    public let selections: [[String]]

    /// Parses, checks and plans an expression, and holds the type of its result against the slot
    /// it stands in.
    public static func compile(
        _ text: EmbeddedText,
        in environment: Environment,
        expecting slot: ValueType? = nil
    ) -> Compilation {
        let finding = Diagnostic(.celSyntax, "expressions cannot be read yet", at: text.whole)
        return Compilation(program: nil, diagnostics: [finding])
    }

    /// Evaluates the expression. The values stand in the order of the environment's variables; a
    /// `nil` is an undefined variable, which is an error only where it is read.
    public func evaluate(
        _ variables: [Value?],
        limits: EvaluationLimits = .standard
    ) throws(EvaluationError) -> Value {
        guard let constant else { throw EvaluationError("no value", at: source.whole) }
        return constant
    }
}
