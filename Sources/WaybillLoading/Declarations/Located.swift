import WaybillDiagnostics

/// Something a file says, with the place where it says it.
struct Located<Wrapped: Sendable>: Sendable {
    let value: Wrapped
    let span: Span

    init(_ value: Wrapped, at span: Span) {
        self.value = value
        self.span = span
    }
}
