import CEL
import WaybillDiagnostics
import WaybillModel

/// The walk over the steps.
extension WorkflowBuilder {
    /// Walks a list whose first step is entered with these facts.
    func walk(_ list: StepList, _ position: ListPosition, entered: Facts, isReached: Bool) {
        var position = position
        var known = entered
        if isReached, let first = list.steps.first { join(entered, into: &incoming[first.node]) }
        for (number, step) in list.steps.enumerated() {
            position.move(to: number)
            // A step that nothing leads to is checked as if the one before it did.
            let isReached = incoming[step.node] != nil
            known = incoming[step.node] ?? known
            let visit = StepVisit(
                step: step,
                position: position,
                facts: known,
                place: place(known, position),
                isReached: isReached
            )
            walk(visit)
            known = known.adding(step.node, .always)
        }
    }

    private func walk(_ visit: StepVisit) {
        let (step, position, facts) = (visit.step, visit.position, visit.facts)
        let condition = step.condition.flatMap {
            expressions.compile($0, at: visit.place, expecting: .bool)
        }
        let built: BuiltAction? = action(visit)
        let output = built?.output ?? .unknown
        outputs[step.node] = output
        if built?.completes ?? true {
            flow(facts.adding(step.node, .always), to: position.next, from: visit)
        }
        if step.condition != nil {
            let reason = "`\(step.id.value)` is skipped unless its `when` holds"
            flow(facts.adding(step.node, .sometimes(reason)), to: position.next, from: visit)
        }
        let catches: [CatchRule] = step.catches.compactMap {
            catchRule($0, visit, output: output)
        }
        let undo: Compensation? = step.compensation.flatMap { compensation($0, visit) }
        let policy: RetryPolicy = retry(visit)
        guard let built else { return }
        nodes[step.node] = Node(
            id: step.node,
            step: step.id.value,
            scope: position.scope,
            summary: step.summary,
            condition: condition,
            action: built.action,
            timeout: timeout(step),
            retry: policy,
            catches: catches,
            compensation: undo,
            isPivot: step.isPivot,
            output: output,
            next: position.next,
            caught: position.caught,
            span: step.id.span
        )
    }

    /// Says that control can go from a step to a target with these facts.
    func flow(_ facts: Facts, to target: Target, from visit: StepVisit) {
        guard visit.isReached else { return }
        switch target {
        case .node(let id):
            let scope = index.entries[id]?.scope ?? .root
            join(facts.filtered { isVisible($0, in: scope) }, into: &incoming[id])
        case .end(let scope):
            if scope == .root, !unnamedEnds.contains(visit.node) { unnamedEnds.append(visit.node) }
            join(facts.filtered { isVisible($0, in: scope) }, into: &ends[scope])
        case .finish, .fail: break
        }
    }

    private func join(_ facts: Facts, into known: inout Facts?) {
        known = known.map { $0.joined(with: facts, name: index.name) } ?? facts
    }

    /// Whether a step can be seen in a scope: it stands in it or in one around it.
    private func isVisible(_ node: NodeID, in scope: ScopeID) -> Bool {
        guard let entry = index.entries[node] else { return false }
        return index.isScope(scope, within: entry.scope)
    }

    /// What expressions see where these facts hold.
    func place(_ facts: Facts, _ position: ListPosition) -> ExpressionPlace {
        let place = ExpressionPlace.step(input: input, steps: visibleSteps(facts))
        return position.caught == nil ? place : place.catching
    }

    /// `steps` as a record: a field for each step that gives something.
    private func visibleSteps(_ facts: Facts) -> RecordType {
        var fields: [RecordType.Field] = []
        for node in facts.presence.keys.sorted() {
            guard let output = outputs[node], output != .null else { continue }
            let name = index.name(node)
            switch facts.presence[node] {
            case .always, nil: fields.append(.init(name, output))
            case .sometimes(let reason):
                let isOptional = if case .optional = output { true } else { false }
                fields.append(
                    .init(name, isOptional ? output : .optional(output), absence: reason)
                )
            }
        }
        // Ids inside what is not supported yet fit everywhere.
        let poisoned = declaration.poisonedIDs.sorted().map {
            RecordType.Field($0.rawValue, .unknown)
        }
        return RecordType(fields: fields + poisoned)
    }

    /// Why CEL does not find a step that the file has.
    func unreadable(_ step: StepID) -> String? {
        guard let node = index.byID[step], let entry = index.entries[node] else { return nil }
        if let output = outputs[node], output == .null {
            return "`\(step)` is a step that gives no output"
        }
        if entry.scope != .root, let owner = index.scopes[entry.scope.index].owner {
            let scope = index.name(owner)
            return "`\(step)` stands inside the scope `\(scope)`, which shows only its `output`"
        }
        return "`\(step)` does not run before this place on any way that leads here"
    }
}

/// A step being walked, with what is known there.
struct StepVisit {
    let step: StepDeclaration
    let position: ListPosition
    let facts: Facts
    let place: ExpressionPlace
    /// Whether control can come here at all.
    let isReached: Bool

    var node: NodeID { step.node }
}
