import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a step that runs several lists.
    mutating func applyGroup(_ event: Event) {
        switch event {
        case .parallelStarted(let path, let needed):
            guard let (_, node) = placeOfNext(path), case .parallel(let parallel) = node.action
            else { return }
            let lists = parallel.branches.map { StepPath.Element.branch($0.name) }
            startGroup(path, lists, needed: needed)
            beginLists(of: path)
        case .forEachStarted(let path, let elements, let needed):
            guard let (_, node) = placeOfNext(path), case .forEach(let forEach) = node.action
            else { return }
            startGroup(
                path,
                elements.indices.map(StepPath.Element.iteration),
                elements: elements.map { typed($0, as: forEach.elementType) },
                needed: needed
            )
            beginLists(of: path)
        case .roundStarted(let path, let round): startRound(path, round)
        case .listEnded(let list, let collected): endList(list, collected)
        case .roundEnded(let list, let collected, let isLast):
            endRound(list, collected, isLast: isLast)
        case .joined(let path, let output):
            guard let (frame, node) = place(of: path), let group = frame.group else { return }
            frames[frame.path]?.visible.outputs.merge(group.outputs) { _, inner in inner }
            complete(path, output: node.output == .null ? nil : typed(output, as: node.output))
        default: return
        }
    }

    // MARK: Beginning

    private mutating func startGroup(
        _ path: StepPath,
        _ lists: [StepPath.Element],
        elements: [Value] = [],
        needed: Int
    ) {
        guard let (frame, node) = placeOfNext(path) else { return }
        let attempts = frame.attempts[node.step]
        frames[frame.path]?.attempts[node.step] = Attempts(
            count: frame.nextAttempt(of: node.step),
            startedAt: attempts?.startedAt ?? now
        )
        frames[frame.path]?.activity = .inside(node.id)
        frames[frame.path]?.group = Group(
            lists: lists,
            elements: elements,
            needed: needed,
            deadline: node.timeout?.duration.map(now.advanced(by:))
        )
    }

    /// Begins as many lists of a step as may run beside those that do.
    private mutating func beginLists(of step: StepPath) {
        guard let (frame, node) = place(of: step) else { return }
        let most =
            if case .forEach(let forEach) = node.action { forEach.maxParallel } else { Int.max }
        while let group = frames[frame.path]?.group, group.open < most, !group.isMet,
            !group.isOutOfReach(), group.lists.indices.contains(group.begun)
        {
            frames[frame.path]?.group?.begun += 1
            begin(group.lists[group.begun], at: group.begun, of: node, in: frame.path)
        }
    }

    /// Begins one of the lists of a step.
    mutating func begin(
        _ element: StepPath.Element,
        at index: Int,
        of node: Node,
        in list: StepPath
    ) {
        guard let frame = frames[list],
            let id = scope(of: element, in: node), let scope = workflow.scope(id)
        else { return }
        let path = frame.path(of: element, in: node.step)
        var inner = Frame(path: path, scope: id, enteredAt: now, deadline: nil, activity: .ended)
        if case .forEach(let forEach) = node.action, let group = frame.group,
            group.elements.indices.contains(index)
        {
            inner.visible.elements[forEach.elementName] = group.elements[index]
            if let name = forEach.indexName {
                inner.visible.elements[name] = .int(Int64(index))
            }
        }
        frames[path] = inner
        move(in: path, from: nil, to: scope.entry)
    }

    private func scope(of element: StepPath.Element, in node: Node) -> ScopeID? {
        switch (node.action, element) {
        case (.parallel(let parallel), .branch(let name)):
            parallel.branches.first { $0.name == name }?.scope
        case (.forEach(let forEach), .iteration): forEach.body
        case (.repeat(let rounds), .round): rounds.body
        case (.await(let awaited), .round): awaited.reminder?.body
        default: nil
        }
    }

    private mutating func startRound(_ path: StepPath, _ round: Int) {
        guard let (frame, node) = place(of: path), case .repeat(let rounds) = node.action else {
            return
        }
        if case .at = frame.activity {
            let all = (1...max(1, rounds.rounds)).map(StepPath.Element.round)
            startGroup(path, all, needed: all.count)
        } else {
            guard case .betweenRounds = frame.activity else { return }
            frames[frame.path]?.activity = .inside(node.id)
        }
        guard let group = frames[frame.path]?.group, round == group.begun + 1,
            round <= rounds.rounds
        else { return }
        frames[frame.path]?.group?.begun = round
        begin(.round(round), at: round - 1, of: node, in: frame.path)
        if let list = frames[frame.path]?.path(of: .round(round), in: node.step) {
            frames[list]?.visible.previous = group.outputs
        }
    }

    // MARK: Ending

    private mutating func endList(_ list: StepPath, _ collected: JSON?) {
        guard let inner = frames[list], case .ended = inner.activity,
            let step = list.innermostStep, let (frame, _) = place(of: step),
            let element = list.elements.last
        else { return }
        frames.removeValue(forKey: list)
        frames[frame.path]?.group?.closed += 1
        frames[frame.path]?.group?.ended.append(Group.Ended(list: element, collected: collected))
        if workflow.scope(inner.scope)?.kind.isTransparent == true {
            frames[frame.path]?.group?.outputs.merge(inner.visible.outputs) { _, new in new }
        }
        beginLists(of: step)
    }

    private mutating func endRound(_ list: StepPath, _ collected: JSON?, isLast: Bool) {
        guard let inner = frames[list], case .ended = inner.activity,
            let step = list.innermostStep, let (frame, node) = place(of: step),
            case .repeat(let rounds) = node.action, let element = list.elements.last
        else { return }
        frames.removeValue(forKey: list)
        frames[frame.path]?.group?.closed += 1
        // Of the rounds only the last counts for what can be seen.
        frames[frame.path]?.group?.outputs = inner.visible.outputs
        frames[frame.path]?.group?.ended.append(Group.Ended(list: element, collected: collected))
        if isLast {
            frames[frame.path]?.group?.hadLastRound = true
        } else if inner.path != frame.path(of: .round(rounds.rounds), in: node.step) {
            let next = rounds.every.map(inner.enteredAt.advanced(by:)) ?? now
            frames[frame.path]?.activity = .betweenRounds(node.id, until: next)
        }
    }

    /// Counts a list that failed, or lost, and is undone.
    mutating func countFailure(of list: Frame, _ cause: CompensationCause) {
        guard let step = list.path.innermostStep, let (frame, _) = place(of: step) else { return }
        frames[frame.path]?.group?.closed += 1
        if case .error(let error) = cause {
            frames[frame.path]?.group?.failed += 1
            var failure = frame.group?.failure ?? Failure(error.with(effect: .none))
            failure.hasUndone = failure.hasUndone || list.failure?.hasUndone == true
            frames[frame.path]?.group?.failure = failure
        }
        beginLists(of: step)
    }

    /// The lists of a step that are open, in the order begun.
    func openLists(of step: StepPath) -> [Frame] {
        frames.values.filter { $0.path.innermostStep == step }
    }
}
