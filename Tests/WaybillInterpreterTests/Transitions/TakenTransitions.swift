import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// The transitions of the machine's tables that events took.
struct TakenTransitions {
    private(set) var ofLists: Set<Transition<Frame.Activity.Kind>> = []
    private(set) var ofOperations: Set<Transition<Operation.Phase.Kind>> = []
    private(set) var ofUndos: Set<Transition<SagaEntry.Undo.Kind>> = []

    /// Notes what an event made of a state.
    mutating func note(_ event: Event, from before: RunState, to after: RunState) {
        let event = event.kind
        for path in OrderedSet(before.frames.keys).union(after.frames.keys) {
            let (old, new) = (before.frames[path]?.activity, after.frames[path]?.activity)
            // A list that goes from one step to the next is as much at a step as before.
            if old?.kind != new?.kind || old?.node != new?.node {
                ofLists.insert(Transition(from: old?.kind, on: event, to: new?.kind))
            }
        }
        for id in OrderedSet(before.operations.keys).union(after.operations.keys) {
            let (old, new) = (before.operations[id]?.phase, after.operations[id]?.phase)
            if old?.kind != new?.kind {
                ofOperations.insert(Transition(from: old?.kind, on: event, to: new?.kind))
            }
        }
        for path in OrderedSet(before.saga.keys).union(after.saga.keys) {
            let (old, new) = (before.saga[path]?.undo, after.saga[path]?.undo)
            if old?.kind != new?.kind {
                ofUndos.insert(Transition(from: old?.kind, on: event, to: new?.kind))
            }
        }
    }

    mutating func formUnion(_ other: TakenTransitions) {
        ofLists.formUnion(other.ofLists)
        ofOperations.formUnion(other.ofOperations)
        ofUndos.formUnion(other.ofUndos)
    }

    /// Those that no table declares, in words.
    var undeclared: [String] {
        words(
            ofLists.subtracting(Frame.Activity.Kind.table.transitions),
            ofOperations.subtracting(Operation.Phase.Kind.table.transitions),
            ofUndos.subtracting(SagaEntry.Undo.Kind.table.transitions)
        )
    }

    /// The declared ones that were not taken, in words.
    var missing: [String] {
        words(
            Frame.Activity.Kind.table.transitions.subtracting(ofLists),
            Operation.Phase.Kind.table.transitions.subtracting(ofOperations),
            SagaEntry.Undo.Kind.table.transitions.subtracting(ofUndos)
        )
    }

    private func words(
        _ lists: Set<Transition<Frame.Activity.Kind>>,
        _ operations: Set<Transition<Operation.Phase.Kind>>,
        _ undos: Set<Transition<SagaEntry.Undo.Kind>>
    ) -> [String] {
        lists.map { "a list: \($0.story)" }.sorted()
            + operations.map { "an operation: \($0.story)" }.sorted()
            + undos.map { "an undo: \($0.story)" }.sorted()
    }
}

extension Transition {
    var story: String {
        let before = from.map { "\($0)" } ?? "nothing"
        let after = to.map { "\($0)" } ?? "nothing"
        return "\(before) on \(event) becomes \(after)"
    }
}
