/// Something that is attempted, perhaps several times, until it is done or given up: a step going
/// forward, or its undo.
package struct OperationID: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        case forward
        case undo
    }

    package let path: StepPath
    package let direction: Direction

    package init(_ path: StepPath, _ direction: Direction = .forward) {
        self.path = path
        self.direction = direction
    }

    /// The idempotency key of all its attempts: a function of the run and the path alone. An undo's
    /// is that of the step it undoes with `/undo`.
    package func idempotencyKey(in run: RunID) -> String {
        let forward = "\(run)/\(path)"
        return direction == .forward ? forward : forward + "/undo"
    }
}
