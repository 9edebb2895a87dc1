package import CEL
package import WaybillDiagnostics

/// An event type that a workflow awaits or emits, with the type of its data.
package struct EventDeclaration: Sendable {
    package let type: EventType
    package let data: ValueType
    /// Whether it comes from outside the workflows, or is for somebody there.
    package let isExternal: Bool
    /// Where its type stands.
    package let span: Span
    /// Where the type of its data is written.
    package let dataSpan: Span

    package init(
        type: EventType,
        data: ValueType,
        isExternal: Bool,
        span: Span,
        dataSpan: Span
    ) {
        self.type = type
        self.data = data
        self.isExternal = isExternal
        self.span = span
        self.dataSpan = dataSpan
    }
}
