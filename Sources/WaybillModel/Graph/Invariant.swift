package import CEL
package import WaybillDiagnostics

/// Something that must hold at every end of a run, over the facts that stand then.
package struct Invariant: Sendable {
    package let name: String
    /// A bool, over `input` and `did('fact')`.
    package let condition: Program
    /// Where its name stands.
    package let span: Span

    package init(name: String, condition: Program, span: Span) {
        self.name = name
        self.condition = condition
        self.span = span
    }
}
