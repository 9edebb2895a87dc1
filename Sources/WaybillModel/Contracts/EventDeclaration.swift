package import CEL
package import WaybillDiagnostics

/// An event type that a workflow awaits or emits, with the type of its data.
package struct EventDeclaration: Sendable {
    package let type: EventType
    package let data: ValueType
    package let span: Span

    package init(type: EventType, data: ValueType, span: Span) {
        self.type = type
        self.data = data
        self.span = span
    }
}
