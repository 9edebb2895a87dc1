package import CEL
package import WaybillDiagnostics

/// What is done about an error of a step.
package struct CatchRule: Sendable {
    package enum Codes: Hashable, Sendable {
        case any
        case only([ErrorCode])

        package func contains(_ code: ErrorCode) -> Bool {
            switch self {
            case .any: true
            case .only(let codes): codes.contains(code)
            }
        }
    }

    package let codes: Codes
    package let condition: Program?
    /// Keeps a step whose effect is unknown, instead of undoing it first.
    package let keep: Bool
    /// Stands for the step's output.
    package let output: Template?
    package let target: Target
    package let span: Span

    package init(
        codes: Codes,
        condition: Program?,
        keep: Bool,
        output: Template?,
        target: Target,
        span: Span
    ) {
        self.codes = codes
        self.condition = condition
        self.keep = keep
        self.output = output
        self.target = target
        self.span = span
    }
}
