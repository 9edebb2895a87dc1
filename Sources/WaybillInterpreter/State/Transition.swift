/// What an event makes of a list, an operation or an undo that is in a state; `nil` is one that is
/// not there, not yet or no longer.
package struct Transition<State: Hashable & Sendable>: Hashable, Sendable {
    package let from: State?
    package let event: EventKind
    package let to: State?

    package init(from: State?, on event: EventKind, to: State?) {
        self.from = from
        self.event = event
        self.to = to
    }
}

/// A table of transitions. In a state that is not named for it an event changes nothing: facts from
/// outside may always come twice or too late.
package struct TransitionTable<State: Hashable & Sendable>: Sendable {
    package let transitions: Set<Transition<State>>

    init(_ rows: [Row]) {
        transitions = Set(
            rows.flatMap { row in
                row.before.flatMap { before in
                    row.after.map { Transition(from: before, on: row.event, to: $0) }
                }
            }
        )
    }

    /// What an event makes of one in any of some states: it may become any of some others.
    struct Row {
        let event: EventKind
        let before: [State?]
        let after: [State?]

        static func on(_ event: EventKind, from before: [State?], to after: [State?]) -> Row {
            Row(event: event, before: before, after: after)
        }
    }
}
