package import WaybillModel

/// Which handler carries out the calls of which name.
package struct HandlerRegistry: Sendable {
    private var handlers: [HandlerName: any StepHandler] = [:]
    private var concurrencyLimits: [HandlerName: Int] = [:]

    /// How many attempts of a handler may be out at once when its binding does not say.
    private static let standardConcurrency = 256

    /// A registry without handlers.
    package init() {}

    /// A registry that reaches its handlers as a bindings file says.
    package init(_ bindings: Bindings) {
        var ledgers = MockLedgers()
        for binding in bindings.all {
            register(Self.handler(for: binding, ledgers: &ledgers), for: binding.handler)
            concurrencyLimits[binding.handler] = binding.limits?.concurrency
        }
    }

    /// How many attempts of a handler may be out at once. Whoever sends them keeps to it, so that
    /// an attempt's clock does not run while it waits for its turn.
    package func concurrency(of name: HandlerName) -> Int {
        concurrencyLimits[name] ?? Self.standardConcurrency
    }

    /// The handlers of both; of two of one name that of this registry.
    package func merged(with other: HandlerRegistry) -> HandlerRegistry {
        var merged = self
        merged.handlers.merge(other.handlers) { own, _ in own }
        merged.concurrencyLimits.merge(other.concurrencyLimits) { own, _ in own }
        return merged
    }

    /// Sets the handler of a name, in place of any other.
    package mutating func register(_ handler: any StepHandler, for name: HandlerName) {
        handlers[name] = handler
    }

    /// The names that have no handler, once each, in the order given: to be said before anything
    /// runs.
    package func missing(from names: some Sequence<HandlerName>) -> [HandlerName] {
        var seen: Set<HandlerName> = []
        return names.filter { handlers[$0] == nil && seen.insert($0).inserted }
    }

    private static func handler(
        for binding: Binding,
        ledgers: inout MockLedgers
    ) -> any StepHandler {
        let handler: any StepHandler =
            switch binding.carrier {
            case .http(let http): HTTPHandler(http)
            case .exec(let exec): ExecHandler(exec)
            case .mock(let mock): MockHandler(mock, ledger: mock.ledger.map { ledgers[$0] })
            }
        return binding.limits.map { LimitedHandler(handler, limits: $0) } ?? handler
    }
}

extension HandlerRegistry: StepHandler {
    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        guard let handler = handlers[call.handler] else {
            return .failure(
                HandlerFailure(
                    code: .unavailable,
                    message: "no handler is bound to \(call.handler)",
                    effect: Effect.none
                )
            )
        }
        return await handler.handle(call)
    }
}
