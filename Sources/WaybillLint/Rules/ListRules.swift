import CEL
import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of steps inside branches, iterations and rounds.
    static let lists: [Rule] = [effectInRace, childEffectInRace, undoNotSpecific]

    /// WB0408
    static let effectInRace = Rule { node, context in
        guard let call = node.call, case .establishes(let fact) = call.contract.consequence,
            node.undos.isEmpty, node.staysOnPurpose(context),
            let race = context.workflow.steps(around: node).first(where: \.mayHaveLosers)
        else { return [] }
        let isAfterEnding = context.isAfterEnding(node)
        return [.effectInRace(node, call, fact, race, isAfterEnding: isAfterEnding)]
    }

    /// WB0408, of what a child run leaves when it is undone.
    private static let childEffectInRace = Rule { node, context in
        guard case .run(let child) = node.action, !child.isDetached,
            let race = context.workflow.steps(around: node).first(where: \.mayHaveLosers),
            let kept = InnerEffects(of: child.workflow).effects.first(where: \.isKept)
        else { return [] }
        return [.childEffectInRace(node, kept, at: child.span, race)]
    }

    /// WB0412
    private static let undoNotSpecific = Rule { node, context in
        node.undos.compactMap { undo in
            context.workflow.steps(around: node).first { loop in
                loop.isLoop
                    && !Iterations(of: loop, around: node, context).vary(undo.call.input)
            }
            .map { .undoNotSpecific(node, undo, in: $0) }
        }
    }
}

extension Node {
    /// Whether no other rule asks for an undo of the step.
    func staysOnPurpose(_ context: LintContext) -> Bool {
        if case .none? = compensation { return true }
        return context.passage(before: id).isCertain
    }

    /// Whether some of its lists may be cancelled because others were faster.
    fileprivate var mayHaveLosers: Bool {
        switch action {
        case .parallel(let parallel):
            parallel.join.least(of: parallel.branches.count)
                < parallel.branches.count
        case .forEach(let forEach): if case .all = forEach.join { false } else { true }
        default: false
        }
    }

    /// Whether its steps run several times, and all of that is undone when it fails.
    fileprivate var isLoop: Bool {
        switch action {
        case .forEach, .repeat, .await: true
        default: false
        }
    }
}

/// What is another value in each iteration, or round, of a loop, by what it reads.
private struct Iterations {
    private let loop: Node
    /// Where names are read.
    private let node: Node
    private let context: LintContext

    init(of loop: Node, around node: Node, _ context: LintContext) {
        self.loop = loop
        self.node = node
        self.context = context
    }

    /// Whether the input of the step's undo may be another in each.
    func vary(_ input: Template) -> Bool { input.programs.contains(where: varies) }

    private func varies(_ path: [String]) -> Bool {
        switch (path.first, path.dropFirst().first) {
        case ("call", "input"): callInputVaries(path.dropFirst(2).first)
        // The key is of the iteration, and an answer is taken to be of its call.
        case ("call", _), ("previous", _): true
        case ("steps", let step?): isInside(StepID(step))
        case (let name?, _): elementVaries(name)
        case (nil, _): false
        }
    }

    private func callInputVaries(_ field: String?) -> Bool {
        guard let input = node.call?.input else { return true }
        guard let field, case .record(let fields) = input.content else { return vary(input) }
        return fields.first { $0.name == field }.map { vary($0.value) } ?? false
    }

    private func varies(_ program: Program) -> Bool { program.selections.contains(where: varies) }

    private func isInside(_ step: StepID) -> Bool {
        guard let node = context.workflow.node(named: step) else { return true }
        return loop.action.scopes.contains { context.workflow.isScope(node.scope, within: $0) }
    }

    /// Whether a name stands for an element or a position of the loop, or of one over something
    /// that varies itself.
    private func elementVaries(_ name: String) -> Bool {
        // The innermost gives the name.
        let owner = context.workflow.steps(around: node).first { owner in
            guard case .forEach(let forEach) = owner.action else { return false }
            return forEach.elementName == name || forEach.indexName == name
        }
        guard let owner, case .forEach(let forEach) = owner.action else { return false }
        if owner.id == loop.id { return true }
        return isInside(owner.step)
            && Iterations(of: loop, around: owner, context).varies(forEach.elements)
    }
}

extension Diagnostic {
    fileprivate static func effectInRace(
        _ node: Node,
        _ call: Call,
        _ fact: Fact,
        _ race: Node,
        isAfterEnding: Bool
    ) -> Diagnostic {
        let behind = "move it behind `\(race.step)`, where it is known who won"
        return Diagnostic(
            .effectInRace,
            "`\(node.step)` may lose a race, and what it did would stay",
            at: call.span,
            label: "establishes `\(fact)`, and nothing takes it back",
            labels: [.init(race.span, "of these not all must end; the others are cancelled")],
            help: [
                isAfterEnding ? behind : "say how it is undone with `compensate`, or \(behind)"
            ]
        )
    }

    fileprivate static func childEffectInRace(
        _ node: Node,
        _ effect: InnerEffects.Effect,
        at span: Span,
        _ race: Node
    ) -> Diagnostic {
        Diagnostic(
            .effectInRace,
            "`\(node.step)` may lose a race, and what its run did would stay",
            at: span,
            label: "leaves `\(effect.fact)`, which nothing takes back",
            labels: [
                .init(effect.span, "this establishes `\(effect.fact)`"),
                .init(race.span, "of these not all must end; the others are cancelled"),
            ],
            help: [
                "say in the workflow that it runs how that is undone, or move it behind `\(race.step)`, where it is known who won"
            ]
        )
    }

    fileprivate static func undoNotSpecific(
        _ node: Node,
        _ undo: UndoCall,
        in loop: Node
    ) -> Diagnostic {
        let what =
            switch loop.action {
            case .forEach: "iteration"
            case .await: "reminder"
            default: "round"
            }
        return Diagnostic(
            .undoNotSpecific,
            "the undo of `\(node.step)` is the same in every \(what) of `\(loop.step)`",
            at: undo.call.span,
            label: "called once for each \(what), each time with the same input",
            labels: [.init(loop.span, "runs it several times")],
            help: [
                "pass what tells one \(what) from another, such as the element or something of `call.output`"
            ]
        )
    }
}
