import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Goes on to the steps that follow an ending. What was done so far is settled: nothing of it is
    /// undone any more, and none of its deadlines counts.
    mutating func decideEnding(_ end: RunEnd) {
        guard ending == nil, let root = frames[.root], let scope = workflow.steps(after: end) else {
            return
        }
        ending = end
        operations.removeAll()
        locks.removeAll()
        children.removeAll()
        cancellation = nil
        unresolved = []
        var frame = Frame(
            path: .root,
            scope: scope.id,
            enteredAt: now,
            deadline: nil,
            activity: .ended
        )
        frame.visible = root.visible
        frames = [.root: frame]
        move(in: .root, from: nil, to: scope.entry)
    }
}
