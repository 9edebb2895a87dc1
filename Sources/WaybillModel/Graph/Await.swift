package import CEL
package import WaybillDiagnostics

/// A wait for an external event.
package struct Await: Sendable {
    package struct Match: Sendable {
        /// A field of the event's data.
        package let field: String
        package let value: Program

        package init(field: String, value: Program) {
            self.field = field
            self.value = value
        }
    }

    /// The types that will do, in the order of the file; at least one.
    package let events: [EventDeclaration]
    /// Whether the output says which type came: `{type, data}`. It does when the types are written
    /// as a list.
    package let givesType: Bool
    package let match: [Match]
    /// What must hold of the event besides: `where`.
    package let condition: Program?
    package let reminder: Reminder?
    package let span: Span

    package init(
        events: [EventDeclaration],
        givesType: Bool,
        match: [Match],
        condition: Program?,
        reminder: Reminder?,
        span: Span
    ) {
        self.events = events
        self.givesType = givesType
        self.match = match
        self.condition = condition
        self.reminder = reminder
        self.span = span
    }

    /// The types in words: `order.paid or order.lost`.
    package var eventNames: String {
        events.map(\.type.rawValue).joined(separator: " or ")
    }
}

/// Steps that run again and again while an event is waited for.
package struct Reminder: Sendable {
    /// From the beginning of the wait to the first time, and from there to the next, unless the time
    /// before takes longer.
    package let every: Duration
    package let body: ScopeID

    /// How many times they run while one event is waited for.
    package static let most = 10_000

    package init(every: Duration, body: ScopeID) {
        self.every = every
        self.body = body
    }
}
