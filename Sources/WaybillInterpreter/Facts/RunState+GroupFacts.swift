import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// How a step that runs several lists begins.
    func beginning(
        of action: Action,
        at path: StepPath,
        _ context: ExpressionContext
    ) throws(StepError) -> Event? {
        switch action {
        case .parallel(let parallel):
            let needed = try needed(parallel.join, of: parallel.branches.count, context)
            return .parallelStarted(path, needed: needed)
        case .forEach(let forEach):
            guard case .list(let elements) = try evaluate(forEach.elements, in: context) else {
                throw StepError(code: .expression, message: "for_each gave no list")
            }
            guard elements.count <= ForEach.mostElements else {
                let message =
                    "for_each takes at most \(ForEach.mostElements) elements, not \(elements.count)"
                throw StepError(code: .payloadTooLarge, message: message)
            }
            let needed = try needed(forEach.join, of: elements.count, context)
            var recorded: [JSON] = []
            for element in elements { recorded.append(try element.json.recordable()) }
            return .forEachStarted(path, elements: recorded, needed: needed)
        case .repeat: return .roundStarted(path, round: 1)
        default: return nil
        }
    }

    /// How many of the lists must reach their end.
    private func needed(_ join: Join, of count: Int, _ context: ExpressionContext)
        throws(StepError) -> Int
    {
        switch join {
        case .all: return count
        case .count(let number): return number
        case .computed(let program):
            guard case .int(let number) = try evaluate(program, in: context), number >= 0 else {
                throw StepError(code: .expression, message: "join must be at least 0")
            }
            return Int(clamping: number)
        }
    }

    /// The next fact of a step that runs several lists, besides those of the lists.
    func groupFact(at id: NodeID, in frame: Frame) -> Event? {
        guard let group = frame.group, let node = workflow.node(id) else { return nil }
        let step = frame.path.step(node.step)
        if case .repeat(let rounds) = node.action {
            return roundsFact(of: rounds, group, at: step)
        }
        guard group.isMet || group.isOutOfReach() else { return nil }
        let open = openLists(of: step)
        if group.isMet {
            if let loser = open.first(where: { !$0.isCompensating }) {
                return .compensationStarted(loser.path, .raceLost)
            }
            return open.isEmpty
                ? joinedFact(group, output: group.output(of: node.action), at: step) : nil
        }
        guard open.isEmpty || onFailure(of: node) == .stop else { return nil }
        let missing = StepError(
            code: .exhausted,
            message: "only \(group.lists.count) of the \(group.needed) that are needed can end"
        )
        return .compensationStarted(step, .error(group.failure?.error ?? missing))
    }

    private func roundsFact(of rounds: Repeat, _ group: Group, at step: StepPath) -> Event? {
        guard let (_, node) = place(of: step), group.open == 0 else { return nil }
        if group.hadLastRound {
            return joinedFact(group, output: group.output(of: node.action), at: step)
        }
        guard group.begun >= rounds.rounds else { return nil }
        let error = StepError(
            code: .exhausted,
            message: "`until` did not hold after \(rounds.rounds) rounds"
        )
        return .compensationStarted(step, .error(error))
    }

    /// The end of a step whose lists are all over.
    func joinedFact(_ group: Group, output: JSON, at step: StepPath) -> Event {
        // What an operator left undone must end the run; the step does not go on from it.
        guard unresolved.isEmpty else {
            let skipped = StepError(code: .cancelled, message: "an undo was skipped")
            return .compensationStarted(step, .error(group.failure?.error ?? skipped))
        }
        return .joined(step, output: output)
    }

    /// The next round, when its time has come.
    func nextRoundFact(at id: NodeID, in frame: Frame, due: Timestamp) -> Event? {
        guard due <= now, let group = frame.group, let node = workflow.node(id) else { return nil }
        return .roundStarted(frame.path.step(node.step), round: group.begun + 1)
    }

    /// What becomes of the error of a list that nothing in it catches.
    func listFailure(_ error: StepError, of frame: Frame) -> Event {
        guard let step = frame.path.innermostStep, let (outer, node) = place(of: step),
            let group = outer.group, dooms(group, node)
        else { return .compensationStarted(frame.path, .error(error)) }
        return .compensationStarted(step, .error(group.failure?.error ?? error))
    }

    /// Whether the failure of one more list makes the whole step fail at once.
    private func dooms(_ group: Group, _ node: Node) -> Bool {
        !unresolved.isEmpty
            || (onFailure(of: node) == .stop && !group.isMet && group.isOutOfReach(after: 1))
    }

    /// Whether a step can still be done when one more of its lists fails.
    func survivesFailure(_ frame: Frame) -> Bool {
        guard let group = frame.group, unresolved.isEmpty else { return false }
        return !group.isOutOfReach(after: 1)
    }

    private func onFailure(of node: Node) -> FailureMode {
        switch node.action {
        case .parallel(let parallel): parallel.onFailure
        case .forEach(let forEach): forEach.onFailure
        default: .stop
        }
    }

    /// What happens at the end of a branch, an iteration or a round.
    func endOfMemberFact(of frame: Frame, at step: StepPath, in outer: Frame) -> Event? {
        guard let (_, node) = place(of: step) else { return nil }
        let context = context(of: node, in: frame)
        do {
            switch node.action {
            case .repeat(let rounds):
                let collected = try collected(rounds.collect, in: context)
                let isLast = try holds(rounds.until, in: context)
                return .roundEnded(frame.path, collected: collected, isLast: isLast)
            case .forEach(let forEach):
                let collected = try collected(forEach.collect, in: context)
                return .listEnded(frame.path, collected: collected)
            default: return .listEnded(frame.path, collected: nil)
            }
        } catch {
            return mustPark(frame, error)
                ? .stepParked(step, error) : listFailure(error, of: frame)
        }
    }

    private func collected(_ program: Program?, in context: ExpressionContext)
        throws(StepError) -> JSON?
    {
        try program.map { (program) throws(StepError) in
            try evaluate(program, in: context).json.recordable()
        }
    }
}

extension Group {
    /// What the step gives: the winners of a `parallel`, what the others collected.
    fileprivate func output(of action: Action) -> JSON {
        guard case .parallel = action else {
            let inOrder = ended.sorted { $0.list.position < $1.list.position }
            return .array(inOrder.compactMap(\.collected))
        }
        let won = ended.compactMap { if case .branch(let name) = $0.list { name } else { nil } }
        return .object([JSON.Member("won", .array(won.map(JSON.string)))])
    }
}

extension StepPath.Element {
    fileprivate var position: Int {
        switch self {
        case .iteration(let index): index
        case .round(let number): number
        case .step, .attempt, .branch: 0
        }
    }
}
