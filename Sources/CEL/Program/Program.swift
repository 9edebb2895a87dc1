public import WaybillDiagnostics

/// What became of compiling an expression: the program, unless there are errors.
public struct Compilation: Sendable {
    /// The program; `nil` when a diagnostic is an error.
    public let program: Program?
    /// What was found, in the order of the text; at most 100 findings.
    public let diagnostics: [Diagnostic]
}

/// An expression that was parsed, checked and planned against an environment. It never changes, and
/// is a class so that it can stand in many places without being copied.
public final class Program: Sendable {
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

    /// The expression as it was checked.
    let checked: CheckedExpression
    private let plan: Plan
    private let localCount: Int
    /// The type that the value is converted to, when it may have another.
    private let conversion: ValueType?

    init(
        _ checked: CheckedExpression,
        _ plan: Plan,
        source: EmbeddedText,
        in environment: Environment,
        expecting slot: ValueType?
    ) {
        self.source = source
        self.environment = environment
        self.checked = checked
        self.plan = plan
        localCount = checked.localCount
        let found = checked.type(of: checked.root)
        type = slot.map { $0 == .any ? found : $0 } ?? found
        conversion = slot == found || slot == .any ? nil : slot
        let dependencies = Dependencies(of: checked, in: environment)
        variableIndices = dependencies.variables
        selections = dependencies.selections
        constant =
            dependencies.variables.isEmpty
            ? try? Program.run(
                plan,
                [],
                localCount,
                conversion,
                source,
                EvaluationLimits(cost: Planner.foldingLimit)
            )
            : nil
    }

    /// The same expression where it stands a second time.
    init(_ program: Program, at source: EmbeddedText) {
        self.source = source
        environment = program.environment
        type = program.type
        constant = program.constant
        variableIndices = program.variableIndices
        selections = program.selections
        checked = program.checked
        plan = program.plan
        localCount = program.localCount
        conversion = program.conversion
    }

    /// The program for the same text at another place, where all that it reads is of the same types.
    package func moved(to source: EmbeddedText) -> Program { Program(self, at: source) }

    /// Evaluates the expression. The values stand in the order of the environment's variables; a
    /// `nil` is an undefined variable, which is an error only where it is read.
    public func evaluate(
        _ variables: [Value?],
        limits: EvaluationLimits = .standard
    ) throws(EvaluationError) -> Value {
        if let constant { return constant }
        return try Program.run(plan, variables, localCount, conversion, source, limits)
    }

    /// As ``evaluate(_:limits:)``, and what it cost: the units of work counted against
    /// ``EvaluationLimits/cost``, a begun unit as a whole one. What was computed when compiling
    /// costs nothing.
    public func evaluateWithCost(
        _ variables: [Value?],
        limits: EvaluationLimits = .standard
    ) throws(EvaluationError) -> (value: Value, cost: Int) {
        if let constant { return (constant, 0) }
        var meter = Meter(limit: limits.cost)
        let value = try Program.run(
            plan,
            variables,
            localCount,
            conversion,
            source,
            limits,
            &meter
        )
        return (value, meter.units)
    }

    private static func run(
        _ plan: Plan,
        _ variables: [Value?],
        _ localCount: Int,
        _ conversion: ValueType?,
        _ source: EmbeddedText,
        _ limits: EvaluationLimits
    ) throws(EvaluationError) -> Value {
        var meter = Meter(limit: limits.cost)
        return try run(plan, variables, localCount, conversion, source, limits, &meter)
    }

    private static func run(
        _ plan: Plan,
        _ variables: [Value?],
        _ localCount: Int,
        _ conversion: ValueType?,
        _ source: EmbeddedText,
        _ limits: EvaluationLimits,
        _ meter: inout Meter
    ) throws(EvaluationError) -> Value {
        var frame = Frame(
            variables: variables,
            locals: Array(repeating: .null, count: localCount),
            meter: meter
        )
        defer { meter = frame.meter }
        let value: Value
        do throws(Failure) { value = try plan.evaluate(&frame) } catch {
            let span = error.range.map(source.span) ?? source.whole
            throw EvaluationError(error.message, at: span)
        }
        guard value.isSmaller(than: limits.outputSize) else {
            throw EvaluationError(
                "the result is larger than \(limits.outputSize) bytes",
                at: source.whole
            )
        }
        guard let conversion else { return value }
        guard let converted = value.converted(to: conversion) else {
            let text = clipped(value.json.description)
            throw EvaluationError("\(text) is no \(conversion.briefly)", at: source.whole)
        }
        return converted
    }
}
