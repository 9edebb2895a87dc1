public import WaybillDiagnostics

extension Program {
    /// Compiles an expression that stands for itself rather than in a file: parses it, checks it
    /// against what it may name, and holds its result against the type expected of it.
    public convenience init(
        _ expression: String,
        in environment: Environment,
        expecting type: ValueType? = nil
    ) throws(CompilationError) {
        let text = EmbeddedText(expression)
        let compilation = Program.compile(text, in: environment, expecting: type)
        guard let program = compilation.program else {
            throw CompilationError(diagnostics: compilation.diagnostics)
        }
        self.init(program, at: program.source)
    }
}

/// Why an expression is no program.
public struct CompilationError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in the order of the text.
    public let diagnostics: [Diagnostic]

    /// The findings as a person reads them, with the expression and carets under the mistakes.
    public var description: String { render(diagnostics, format: .human) }
}
