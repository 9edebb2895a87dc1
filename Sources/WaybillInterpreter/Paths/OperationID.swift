package import WaybillModel

/// Something that is attempted, perhaps several times, until it is done or given up: a step going
/// forward, or its undo.
package struct OperationID: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        case forward
        case undo
    }

    package let path: StepPath
    package let direction: Direction
    /// Which of the steps that undo the step it is, where there are several.
    package let undoStep: StepID?

    package init(_ path: StepPath, _ direction: Direction = .forward) {
        self.path = path
        self.direction = direction
        undoStep = nil
    }

    /// The undo of a step, or one of the steps of it.
    package init(undoing path: StepPath, by undoStep: StepID?) {
        self.path = path
        direction = .undo
        self.undoStep = undoStep
    }

    /// The idempotency key of all its attempts: a function of the run and the path alone. An undo's
    /// is that of the step it undoes with `/undo`, and where it has several steps with the step's id.
    package func idempotencyKey(in run: RunID) -> String {
        let forward = "\(run)/\(path)"
        if direction == .forward { return forward }
        return forward + "/undo" + (undoStep.map { "/\($0)" } ?? "")
    }
}
