import WaybillModel

/// What is to be known of the ways to a place, and how it changes on the way.
protocol FlowAnalysis: Sendable {
    associatedtype Knowledge: Sendable

    /// Where two ways meet.
    func joined(_ left: Knowledge, _ right: Knowledge) -> Knowledge

    /// After a step without lists of its own is done.
    func after(_ node: Node, _ before: Knowledge) -> Knowledge

    /// When an error of such a step is caught, or leaves it.
    func failing(_ node: Node, _ before: Knowledge) -> Knowledge

    /// When control leaves a step with lists of its own, by these ends or errors of them; before it
    /// there is none when the ways start inside.
    func leaving(_ node: Node, _ before: Knowledge?, _ lists: [Knowledge]) -> Knowledge?

    /// Whether the ways are of no interest past a step.
    func stops(at node: Node) -> Bool
}

extension FlowAnalysis {
    func failing(_ node: Node, _ before: Knowledge) -> Knowledge { before }

    func leaving(_ node: Node, _ before: Knowledge?, _ lists: [Knowledge]) -> Knowledge? {
        guard let first = lists.first else { return before }
        return lists.dropFirst().reduce(first, joined)
    }

    func stops(at node: Node) -> Bool { false }
}
