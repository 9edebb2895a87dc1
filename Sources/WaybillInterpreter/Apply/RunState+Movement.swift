import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// The list that the step at a path stands in, and the step's node; `nil` unless it is the step
    /// that the list is busy with.
    func place(of path: StepPath) -> (frame: Frame, node: Node)? {
        guard path.isStep, let list = path.enclosingList, let frame = frames[list],
            let step = path.step,
            let node = workflow.node(named: step), frame.activity.node == node.id
        else { return nil }
        return (frame, node)
    }

    /// The same for a step that is next, of which nothing is recorded yet.
    func placeOfNext(_ path: StepPath) -> (frame: Frame, node: Node)? {
        guard let (frame, node) = place(of: path), case .at = frame.activity else { return nil }
        return (frame, node)
    }

    /// Lets control go to a target, which may lie in a list around the one it comes from.
    mutating func move(in list: StepPath, from node: NodeID?, to target: Target) {
        switch target {
        case .node(let id):
            guard let scope = workflow.node(id)?.scope else { return }
            let frame = leaveLists(upTo: scope, from: list)
            frames[frame]?.activity = .at(id)
        case .end(let scope):
            let frame = leaveLists(upTo: scope, from: list)
            frames[frame]?.activity = .ended
        case .finish(let finish):
            guard let node else { return }
            frames[list]?.activity = .finishing(node, finish)
        case .fail(let fail):
            guard let node else { return }
            frames[list]?.activity = .raising(node, fail)
        }
    }

    /// Ends a step and lets control go on after it.
    mutating func complete(_ path: StepPath, output: Value?) {
        guard let (frame, node) = place(of: path) else { return }
        frames[frame.path]?.group = nil
        frames[frame.path]?.failure = nil
        if let output { frames[frame.path]?.visible.outputs[node.step] = output }
        move(in: frame.path, from: node.id, to: node.next)
    }

    /// Closes lists from the innermost until the one of a scope is reached, whose path it gives.
    private mutating func leaveLists(upTo scope: ScopeID, from list: StepPath) -> StepPath {
        var path = list
        while let frame = frames[path], frame.scope != scope, let outer = path.enclosingList {
            frames.removeValue(forKey: path)
            path = outer
        }
        return path
    }
}
