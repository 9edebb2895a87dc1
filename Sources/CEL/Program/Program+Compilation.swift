public import WaybillDiagnostics

extension Program {
    /// Parses, checks and plans an expression, and holds the type of its result against the slot
    /// it stands in. Whatever the text, this ends, without a trap.
    public static func compile(
        _ text: EmbeddedText,
        in environment: Environment,
        expecting slot: ValueType? = nil
    ) -> Compilation {
        let parsed = Parser.parse(text.text)
        if !parsed.errors.isEmpty {
            return Compilation(
                program: nil,
                diagnostics: parsed.errors.map { Diagnostic.celSyntax($0, in: text) }
            )
        }
        let (checked, findings) = Checker.check(parsed, of: text, in: environment, expecting: slot)
        if !findings.isEmpty { return Compilation(program: nil, diagnostics: inOrder(findings)) }
        var planner = Planner(checked, of: text, in: environment)
        let plan = planner.plan(parsed.expression)
        if !planner.findings.isEmpty {
            return Compilation(program: nil, diagnostics: inOrder(planner.findings))
        }
        let program = Program(checked, plan, source: text, in: environment, expecting: slot)
        return Compilation(program: program, diagnostics: [])
    }

    /// Parses and plans an expression whose types are left to evaluation, as the standard's tests
    /// ask for; `nil` when its syntax is wrong.
    static func unchecked(
        _ text: EmbeddedText,
        in environment: Environment,
        expandsMacros: Bool = true
    ) -> Program? {
        let parsed = Parser.parse(text.text, expandsMacros: expandsMacros)
        guard parsed.errors.isEmpty else { return nil }
        let checked = Checker.check(parsed, of: text, in: environment, isDynamic: true).checked
        var planner = Planner(checked, of: text, in: environment)
        let plan = planner.plan(parsed.expression)
        return Program(checked, plan, source: text, in: environment, expecting: nil)
    }

    /// Findings in the order of the text.
    private static func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
        let ordered = findings.enumerated().sorted {
            ($0.element.span.range.lowerBound, $0.offset)
                < ($1.element.span.range.lowerBound, $1.offset)
        }
        return ordered.map(\.element)
    }
}

extension Diagnostic {
    /// A mistake in the syntax of an expression.
    fileprivate static func celSyntax(_ error: SyntaxError, in text: EmbeddedText) -> Diagnostic {
        Diagnostic(
            .celSyntax,
            error.message,
            at: text.span(error.range),
            help: error.help.map { [$0] } ?? []
        )
    }
}
