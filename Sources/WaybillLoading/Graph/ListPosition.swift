import CEL
import WaybillModel

/// Where in the nested lists of a workflow a step stands.
struct ListPosition {
    /// A list, and the position in it of the step, or of the one that the step stands inside.
    struct Frame {
        let list: StepList
        let position: Int
    }

    /// The lists around that `to` may lead into, outermost first; the last is the step's own.
    private(set) var frames: [Frame]
    let scope: ScopeID
    /// Where control goes after the last step of the step's own list.
    let afterList: Target
    /// The step whose `catch` the list stands in, if any.
    let caught: NodeID?
    /// Whether the run's own error is seen: its ending is decided.
    let seesEndingError: Bool
    /// The innermost list around that control does not leave before its end.
    let closed: ScopeID?
    /// The names that the `for_each`es around give to elements and positions, outermost first.
    private(set) var elements: [Environment.Variable] = []
    /// The steps of the round before, in a `repeat`.
    private(set) var previous: RecordType?

    /// The list of a scope.
    init(scope: ScopeID, list: StepList, inside outer: ListPosition?) {
        frames = (outer?.frames ?? []) + [Frame(list: list, position: 0)]
        self.scope = scope
        closed = outer?.closed
        elements = outer?.elements ?? []
        previous = outer?.previous
        afterList = .end(scope)
        caught = outer?.caught
        seesEndingError = outer?.seesEndingError ?? false
    }

    /// A list that runs once the ending of the run is decided.
    init(after scope: ScopeID, list: StepList, hasError: Bool) {
        frames = [Frame(list: list, position: 0)]
        self.scope = scope
        closed = scope
        afterList = .end(scope)
        caught = nil
        seesEndingError = hasError
    }

    /// The list of a branch, an iteration or a round.
    init(
        closed scope: ScopeID,
        list: StepList,
        inside outer: ListPosition,
        elements: [Environment.Variable] = [],
        previous: RecordType? = nil
    ) {
        frames = [Frame(list: list, position: 0)]
        self.scope = scope
        closed = scope
        self.elements = outer.elements + elements
        self.previous = previous ?? outer.previous
        afterList = .end(scope)
        caught = outer.caught
        seesEndingError = outer.seesEndingError
    }

    /// A list inside a rule of the step at a position.
    init(rule list: StepList, of outer: ListPosition, caught: NodeID?) {
        frames = outer.frames + [Frame(list: list, position: 0)]
        scope = outer.scope
        closed = outer.closed
        elements = outer.elements
        previous = outer.previous
        afterList = outer.next
        self.caught = caught ?? outer.caught
        seesEndingError = outer.seesEndingError
    }

    /// Moves on to another step of the same list.
    mutating func move(to position: Int) {
        guard let last = frames.popLast() else { return }
        frames.append(Frame(list: last.list, position: position))
    }

    /// Where control goes after the step.
    var next: Target {
        guard let frame = frames.last, frame.position + 1 < frame.list.steps.count else {
            return afterList
        }
        return .node(frame.list.steps[frame.position + 1].node)
    }

    /// The ids that `to` may name from here.
    var reachableIDs: [String] {
        frames.reversed().flatMap { frame in
            frame.list.steps.dropFirst(frame.position + 1).map(\.id.value.rawValue)
        }
    }
}
