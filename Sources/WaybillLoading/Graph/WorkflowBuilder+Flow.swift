import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Routes, scopes, and where rules lead.
extension WorkflowBuilder {
    func route(
        _ rules: [RuleDeclaration],
        _ otherwise: FlowDeclaration?,
        key: Span,
        _ visit: StepVisit
    ) -> BuiltAction? {
        var built: [Route.Rule] = []
        for rule in rules {
            let condition = rule.condition.flatMap {
                expressions.compile($0, at: visit.place, expecting: .bool)
            }
            let target = target(rule.flow, visit, visit.facts, visit.place, caught: nil)
            if let condition, let target {
                built.append(Route.Rule(condition: condition, target: target, span: rule.span))
            }
        }
        let last = otherwise.flatMap {
            target($0, visit, visit.facts, visit.place, caught: nil)
        }
        if otherwise == nil, !declaration.isPartial, built.count == rules.count, !rules.isEmpty,
            let gap = Exhaustiveness(built.map(\.condition)).gap
        {
            findings.report(.notExhaustive(visit.step.id, gap, at: key))
        }
        return BuiltAction(
            action: .route(Route(rules: built, otherwise: last)),
            completes: false
        )
    }

    func scope(
        _ list: StepList,
        _ output: YAMLNode?,
        _ lock: LockDeclaration?,
        _ visit: StepVisit
    ) -> BuiltAction? {
        guard let id = index.owned[visit.node]?.first else { return nil }
        let built = lock.flatMap { self.lock($0, visit) }
        let inside = ListPosition(scope: id, list: list, inside: visit.position)
        let last = walk(list, inside, entered: visit.facts, isReached: visit.isReached)
        let reachesEnd = ends[id] != nil
        let template = output.map { node in
            TemplateCompiler(
                expressions: expressions,
                place: place(ends[id] ?? last, visit.position),
                purpose: .value("`output`")
            ).compile(node, slot: nil)
        }
        return BuiltAction(
            action: .scope(id, output: template, lock: built),
            output: template?.type ?? .null,
            completes: reachesEnd
        )
    }

    /// The lock of a scope, whose name is computed before the scope begins.
    private func lock(_ declaration: LockDeclaration, _ visit: StepVisit) -> Lock? {
        guard let text = declaration.name,
            let name = expressions.compile(text, at: visit.place, expecting: .string)
        else { return nil }
        return Lock(
            name: name,
            slots: declaration.slots,
            timeout: declaration.timeout,
            span: declaration.span
        )
    }

    /// Where a rule leads, walking the steps inside it; `nil`, with a finding, for nowhere.
    func target(
        _ flow: FlowDeclaration,
        _ visit: StepVisit,
        _ facts: Facts,
        _ place: ExpressionPlace,
        caught: NodeID?
    ) -> Target? {
        switch flow {
        case .to(let name):
            guard let target = jump(name, from: visit) else { return nil }
            self.flow(facts, to: target, from: visit)
            return target
        case .steps(let list):
            guard let first = list.steps.first else { return nil }
            let inside = ListPosition(rule: list, of: visit.position, caught: caught)
            walk(list, inside, entered: facts, isReached: visit.isReached)
            return .node(first.node)
        case .finish(let declaration):
            return finish(declaration, visit, facts, at: place).map(Target.finish)
        case .fail(let declaration): return .fail(fail(declaration, at: place))
        case .poisoned: return nil
        }
    }

    /// The step that a `to` names: a later one of the same list, or of a list around it.
    private func jump(_ name: Located<String>, from visit: StepVisit) -> Target? {
        if name.value == "next" { return visit.position.next }
        if name.value == "end" { return visit.position.afterList }
        let id = StepID(name.value)
        if let node = index.byID[id], let step = index.entries[node] {
            for frame in visit.position.frames where frame.list.steps.first?.node == step.list {
                if step.position > frame.position { return .node(node) }
                findings.report(.backwardJump(name, to: step.id))
                return nil
            }
        }
        if let closed = visit.position.closed, let step = index.byID[id],
            let entry = index.entries[step], !index.isScope(entry.scope, within: closed)
        {
            findings.report(
                .leavesList("`to: \(name.value)`", name.span, list: index.scopes[closed.index])
            )
            return nil
        }
        if !declaration.poisonedIDs.contains(id), !declaration.isPartial {
            let elsewhere = index.byID[id].flatMap { index.entries[$0]?.id.span }
            findings.report(
                .undefinedTarget(name, elsewhere, reachable: visit.position.reachableIDs)
            )
        }
        return nil
    }
}

extension Diagnostic {
    /// WB0210
    static func leavesList(
        _ what: String,
        _ span: Span,
        list: StepIndex.ScopeEntry
    ) -> Diagnostic {
        if case .after(let ending) = list.kind {
            return Diagnostic(
                .leavingABranch,
                "\(what) would leave `after`",
                at: span,
                label: "leads out",
                labels: [Label(list.span, "these steps run once `\(ending.name)` is decided")],
                help: ["let the list end with `to: end`: how the run ends is decided already"]
            )
        }
        let name =
            switch list.kind {
            case .branch(let name): "the branch `\(name)`"
            case .iteration: "an iteration"
            case .round: "a round"
            case .reminder: "a reminder"
            case .workflow, .scope, .after: "the list"
            }
        return Diagnostic(
            .leavingABranch,
            "\(what) would leave \(name)",
            at: span,
            label: "leads out",
            labels: [Label(list.span, "of this step")],
            help: [
                "let it end with `to: end` and decide by its output after the step, or make it fail with `fail:` and catch that"
            ]
        )
    }

    fileprivate static func backwardJump(
        _ name: Located<String>,
        to step: Located<StepID>
    ) -> Diagnostic {
        Diagnostic(
            .backwardJump,
            "`to: \(name.value)` goes back, but control only moves forward",
            at: name.span,
            label: "an earlier step, or the one this stands in",
            labels: [Label(step.span, "`\(step.value)` is here")],
            help: [
                "to try one step again give it a `retry`; steps that run several times stand in a `repeat`"
            ]
        )
    }

    fileprivate static func undefinedTarget(
        _ name: Located<String>,
        _ elsewhere: Span?,
        reachable: [String]
    ) -> Diagnostic {
        if let elsewhere {
            return Diagnostic(
                .undefinedTarget,
                "`to: \(name.value)` cannot lead there",
                at: name.span,
                label: "not a step that may be named here",
                labels: [Label(elsewhere, "`\(name.value)` stands inside another list")],
                help: [
                    "`to` names a later step of its own list, or of a list around it"
                ]
            )
        }
        let guess = Guess(name.value, among: reachable + ["next", "end"])
        let known =
            reachable.isEmpty
            ? "`next` and `end` are possible here" : "later steps are \(quoted(reachable))"
        return Diagnostic(
            .undefinedTarget,
            "there is no step `\(name.value)`",
            at: name.span,
            label: "unknown step",
            help: guess.name == nil ? [known] : guess.help,
            edits: guess.edits(at: name.span)
        )
    }

    fileprivate static func notExhaustive(
        _ step: Located<StepID>,
        _ gap: String,
        at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .routeNotExhaustive,
            "it can happen that no rule of `\(step.value)` matches",
            at: span,
            label: gap,
            help: ["say what happens then: `else: { to: next }`"]
        )
    }
}
