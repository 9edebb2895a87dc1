import CEL
import WaybillDiagnostics
import WaybillModel

/// The walk over the steps.
extension WorkflowBuilder {
    /// Walks a list whose first step is entered with these facts. Returns what is known after its last
    /// step: at the end, should nothing lead there.
    @discardableResult
    func walk(
        _ list: StepList,
        _ position: ListPosition,
        entered: Facts,
        isReached: Bool
    ) -> Facts {
        var position = position
        var known = entered
        if isReached, let first = list.steps.first { join(entered, into: &incoming[first.node]) }
        for (number, step) in list.steps.enumerated() {
            position.move(to: number)
            // A step that nothing leads to is checked as if the one before it did.
            let reached = incoming.removeValue(forKey: step.node)
            known = reached ?? known
            let visit = StepVisit(
                step: step,
                position: position,
                facts: known,
                place: place(known, position),
                isReached: reached != nil
            )
            walk(visit)
            known = known.adding(step.node, .always)
        }
        return known
    }

    private func walk(_ visit: StepVisit) {
        let (step, position, facts) = (visit.step, visit.position, visit.facts)
        let condition = step.condition.flatMap {
            expressions.compile($0, at: visit.place, expecting: .bool)
        }
        let built: BuiltAction? = action(visit)
        let output = built?.output ?? .unknown
        outputs[step.node] = output
        if let built, built.completes {
            let after = (built.facts ?? facts).adding(step.node, .always)
            flow(after, to: position.next, from: visit)
        }
        if step.condition != nil {
            flow(facts.adding(step.node, .skipped), to: position.next, from: visit)
        }
        let catches: [CatchRule] = step.catches.compactMap {
            catchRule($0, visit, output: output)
        }
        let undo: Compensation? = step.compensation.flatMap {
            compensation($0, visit, output: output)
        }
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
            compensation: undo ?? built.action.ownCompensation,
            isPivot: step.isPivot || built.action.commits,
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
            join(visible(facts, in: scope, from: visit), into: &incoming[id])
        case .end(let scope):
            if scope == .root { unnamedEnds.insert(visit.node) }
            join(visible(facts, in: scope, from: visit), into: &ends[scope])
        case .finish, .fail: break
        }
    }

    func join(_ facts: Facts, into known: inout Facts?) {
        known = known.map { $0.joined(with: facts) } ?? facts
    }

    /// The facts that hold on after control leaves a step for a place in a scope: of the inside of
    /// a scope that is left nothing is seen.
    private func visible(_ facts: Facts, in scope: ScopeID, from visit: StepVisit) -> Facts {
        if scope == visit.position.scope { return facts }
        return facts.filtered { index.isVisible($0, from: scope) }
    }

    /// What expressions see where these facts hold.
    func place(_ facts: Facts, _ position: ListPosition) -> ExpressionPlace {
        let steps = VisibleSteps(
            facts,
            outputs: outputs,
            index: index,
            poisoned: declaration.poisonedIDs
        )
        let place = ExpressionPlace.step(input: input, steps: steps)
            .inside(position.elements, previous: position.previous)
        let seesError = position.caught != nil || position.seesEndingError
        return seesError ? place.catching(seenCodes) : place
    }

    /// Why CEL does not find a step that the file has.
    func knowledge(of step: StepID) -> StepKnowledge {
        guard let node = index.byID[step], let entry = index.entries[node] else {
            return declaration.isPartial ? .lost : .none
        }
        if let output = outputs[node], output == .null {
            return .unreadable("`\(step)` is a step that gives no output")
        }
        if entry.scope != .root, let owner = index.scopes[entry.scope.index].owner {
            let scope = index.name(owner)
            let shows =
                switch index.scopes[entry.scope.index].kind {
                case .iteration: "the `for_each` `\(scope)`, which shows only what it collects"
                case .workflow, .scope, .after:
                    "the scope `\(scope)`, which shows only its `output`"
                case .branch(let name): "the branch `\(name)` of `\(scope)`"
                case .round: "the rounds of `\(scope)`"
                case .reminder: "the reminders of `\(scope)`, which show nothing"
                }
            return .unreadable("`\(step)` stands inside \(shows)")
        }
        return .later("`\(step)` does not run before this place on any way that leads here")
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
