public import WaybillDiagnostics

/// Why an expression has no value.
public struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, in one line.
    public let message: String
    /// The part of the expression that it went wrong in.
    public let span: Span

    /// Makes an error.
    public init(_ message: String, at span: Span) {
        self.message = message
        self.span = span
    }

    /// The place and the message, such as `<expression>:1:12: index out of bounds: 7`.
    public var description: String {
        "\(span.source.name):\(span.start.line):\(span.start.column): \(message)"
    }
}
