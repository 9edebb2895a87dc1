import OrderedCollections

/// What a run can do with the answers of services.
extension RunState {
    /// Whether an answer tells the run something: it is to the attempt that is out, or it is a
    /// success of a step that may have to be undone, or was.
    package func isUsable(_ answer: Event) -> Bool {
        switch answer {
        case .attemptSucceeded(let id, _, _): operations[id] != nil || saga[id.path] != nil
        case .attemptFailed(let id, let attempt, _):
            operations[id].map { $0.isRunning && $0.attempt == attempt } ?? false
        default: true
        }
    }
}
