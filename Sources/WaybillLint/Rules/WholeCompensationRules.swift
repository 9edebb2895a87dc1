import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// WB0402, of a `compensate` that takes the place of what undoes the steps of a scope, or of
    /// what a child run undoes itself.
    static let wrongCompensationOfAWhole = Rule { node, context in
        guard let first = node.undos.first, let effects = context.effects(undoneWith: node) else {
            return []
        }
        guard !effects.effects.isEmpty else {
            return effects.hasOthers ? [] : [.nothingToUndo(node, first)]
        }
        let undos = WholeUndo(node, effects)
        if !undos.wrong.isEmpty {
            return undos.wrong.map { .wrongCompensation(node, $0, effects, context) }
        }
        return undos.left.isEmpty
            ? [] : [.incompleteCompensation(node, first, undos.left, context)]
    }
}

/// A `compensate` held against what was established inside its step.
private struct WholeUndo {
    /// The calls that take back what was never established there.
    let wrong: [UndoCall]
    /// What nothing takes back.
    let left: [InnerEffects.Effect]

    init(_ node: Node, _ effects: InnerEffects) {
        let established = Set(effects.effects.map(\.fact))
        var undone: Set<Fact> = []
        var wrong: [UndoCall] = []
        // What an event brings about, its receivers know.
        var mayUndoMore = node.undos.count < node.compensation?.steps.count ?? 0
        for undo in node.undos {
            switch undo.call.contract.consequence {
            case .undoes(let fact) where established.contains(fact): undone.insert(fact)
            case .undoes: wrong.append(undo)
            case .undeclared: mayUndoMore = true
            case .none, .establishes: break
            }
        }
        self.wrong = wrong
        left = mayUndoMore ? [] : effects.toUndo.filter { !undone.contains($0.fact) }
    }
}

extension LintContext {
    /// What the undo of a step as a whole has to take back; `nil` when the step has no other steps
    /// inside, or is never undone.
    fileprivate func effects(undoneWith node: Node) -> InnerEffects? {
        guard !node.isPivot, !passage(before: node.id).isCertain else { return nil }
        switch node.action {
        case .scope(let scope, _, _):
            // Without a way to its end, or once the run is committed there, it is never undone.
            guard let end = passage(atEndOf: scope), !end.isCertain else { return nil }
            return InnerEffects(of: scope, in: workflow)
        case .run(let child): return InnerEffects(of: child.workflow)
        default: return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func wrongCompensation(
        _ node: Node,
        _ undo: UndoCall,
        _ effects: InnerEffects,
        _ context: LintContext
    ) -> Diagnostic {
        .wrongCompensation(
            node,
            undo,
            labels: establishing(effects.effects),
            help: handlersToCall(for: effects.effects, context)
        )
    }

    fileprivate static func incompleteCompensation(
        _ node: Node,
        _ undo: UndoCall,
        _ left: [InnerEffects.Effect],
        _ context: LintContext
    ) -> Diagnostic {
        let isScope = if case .scope = node.action { true } else { false }
        return Diagnostic(
            .wrongCompensation,
            "the undo of `\(node.step)` does not take back all that was done there",
            at: undo.call.span,
            label: undo.does,
            labels: establishing(left),
            notes: [
                isScope
                    ? "once the scope is done its `compensate` takes the place of the undos inside"
                    : "this `compensate` takes the place of what the child run would undo itself"
            ],
            help: handlersToCall(for: left, context) + [
                isScope
                    ? "or leave it out: then each step inside is undone by its own `compensate`"
                    : "or leave it out: then the child run undoes what it did"
            ]
        )
    }

    fileprivate static func nothingToUndo(_ node: Node, _ undo: UndoCall) -> Diagnostic {
        .nothingToUndo(
            node,
            undo,
            labels: [.init(node.span, "nothing that is established inside is left at its end")],
            help: "say in the contracts what the handlers establish: `effect: …`"
        )
    }

    private static func establishing(_ effects: [InnerEffects.Effect]) -> [Label] {
        effects.prefix(3).map { .init($0.span, "this establishes `\($0.fact)`") }
    }

    private static func handlersToCall(
        for effects: [InnerEffects.Effect],
        _ context: LintContext
    ) -> [String] {
        var seen: Set<Fact> = []
        return effects.map(\.fact).filter { seen.insert($0).inserted }.prefix(3).map { fact in
            context.handlers(thatUndo: fact).first.map {
                "call a handler that undoes `\(fact)`: `call: \($0.name)`"
            } ?? "declare a handler with `undoes: \(fact)`, and call it"
        }
    }
}
