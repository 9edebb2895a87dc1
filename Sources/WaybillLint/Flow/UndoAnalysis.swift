import WaybillModel

/// Finds whether on every way to a place something was done that a failure would undo.
struct UndoAnalysis: FlowAnalysis {
    func joined(_ left: Bool, _ right: Bool) -> Bool { left && right }

    func after(_ node: Node, _ before: Bool) -> Bool {
        if case .none = node.compensation ?? .none(node.span) { return before }
        return true
    }

    func leaving(_ node: Node, _ before: Bool?, _ lists: [Bool]) -> Bool? {
        switch node.action {
        // An empty list has no iteration, and the event may come before the first reminder.
        case .forEach, .await: before
        case .parallel(let parallel):
            // Of a race one branch may be the only one that is not undone.
            if case .all = parallel.join, lists.contains(true) { true } else { before }
        default: lists.isEmpty ? before : lists.allSatisfy(\.self)
        }
    }
}
