import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// The next reminder of a step that waits, when its time has come.
    func reminderFact(
        at id: NodeID,
        in frame: Frame,
        due: Timestamp?,
        deadline: Timestamp?
    ) -> Event? {
        guard let due, due <= now, frame.mayRemind, let node = workflow.node(id) else { return nil }
        if let deadline, deadline <= now { return nil }
        let number = (frame.group?.begun ?? 0) + 1
        return .reminderStarted(frame.path.step(node.step), number: number)
    }

    /// What follows when the event is here: the reminder under way is undone like one that lost a
    /// race, and then the step is done.
    func receivedFact(_ output: JSON, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id), let group = frame.group else { return nil }
        let step = frame.path.step(node.step)
        let open = openLists(of: step)
        if let reminder = open.first(where: { !$0.isCompensating }) {
            return .compensationStarted(reminder.path, .raceLost)
        }
        return open.isEmpty ? joinedFact(group, output: output, at: step) : nil
    }
}

extension Frame {
    /// Whether a reminder of the step that the list waits at may begin: they run one at a time.
    var mayRemind: Bool {
        guard let group else { return true }
        return group.open == 0 && group.begun < Reminder.most
    }
}
