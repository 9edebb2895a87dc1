package import WaybillDiagnostics

/// How the handlers of a workflow are reached: what a bindings file says.
package struct Bindings: Sendable {
    /// In the order of the file; each handler once.
    package let all: [Binding]

    package init(_ all: [Binding]) { self.all = all }

    /// The binding of a handler; `nil` when it has none.
    package subscript(handler: HandlerName) -> Binding? {
        all.first { $0.handler == handler }
    }
}

/// How one handler is reached.
package struct Binding: Sendable {
    /// What carries a call out.
    package enum Carrier: Sendable {
        case http(HTTPBinding)
        case exec(ExecBinding)
        case mock(MockBinding)
    }

    package let handler: HandlerName
    package let carrier: Carrier
    package let limits: HandlerLimits?
    /// Where the handler's name stands.
    package let span: Span

    package init(
        handler: HandlerName,
        carrier: Carrier,
        limits: HandlerLimits? = nil,
        span: Span
    ) {
        self.handler = handler
        self.carrier = carrier
        self.limits = limits
        self.span = span
    }
}
