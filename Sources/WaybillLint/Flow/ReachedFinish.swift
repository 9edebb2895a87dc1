import WaybillModel

/// A place where the run can end by an outcome: a step, or one of its rules.
struct ReachedFinish<Knowledge: Sendable>: Sendable {
    let node: NodeID
    /// Whether it is a catch rule of the step that ends it.
    let isCaught: Bool
    let finish: Finish
    let knowledge: Knowledge

    init(node: NodeID, isCaught: Bool, _ finish: Finish, _ knowledge: Knowledge) {
        self.node = node
        self.isCaught = isCaught
        self.finish = finish
        self.knowledge = knowledge
    }

    var keepsWhatWasDone: Bool { finish.outcome.disposition == .keep }
}
