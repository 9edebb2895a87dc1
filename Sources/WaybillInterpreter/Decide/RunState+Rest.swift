extension RunState {
    /// Whether only time, an event, an operator or another run brings it further: no attempt is out,
    /// or waits for room.
    package var isAtRest: Bool {
        commands.allSatisfy { command in
            switch command {
            case .start, .invoke, .scheduleRetry: false
            case .wake, .await, .acquire, .child: true
            }
        }
    }
}
