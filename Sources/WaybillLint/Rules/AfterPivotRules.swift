import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds after the pivot, where the run may only go forward.
    static let afterPivot: [Rule] = [undoingAfterPivot, mayFailAfterPivot]

    /// WB0414
    private static let undoingAfterPivot = Rule { node, context in
        node.endings(context).compactMap { ending in
            guard ending.finish.outcome.disposition == .undo, ending.passage.isPossible else {
                return nil
            }
            return .undoingAfterPivot(ending.finish, context.pivots(ending.passage), context)
        }
    }

    /// WB0403
    private static let mayFailAfterPivot = Rule { node, context in
        let passage = context.passage(before: node.id)
        guard passage.isPossible, !node.isPivot else { return [] }
        let around = context.workflow.steps(around: node)
        let codes = node.codesThatEscape.filter { code in
            !around.contains { $0.handles(code) }
        }
        return codes.isEmpty
            ? [] : [.mayFailAfterPivot(node, codes, context.pivots(passage))]
    }
}

extension Node {
    /// An end of the run that the step can lead to.
    fileprivate struct Ending {
        let finish: Finish
        let passage: PivotPassage
    }

    fileprivate func endings(_ context: LintContext) -> [Ending] {
        let before = context.passage(before: id)
        var endings: [Ending] = []
        if case .finish(let finish) = action {
            endings.append(Ending(finish: finish, passage: before))
        }
        for target in ruleTargets {
            if case .finish(let finish) = target {
                endings.append(Ending(finish: finish, passage: before))
            }
        }
        for rule in catches {
            if case .finish(let finish) = rule.target {
                endings.append(Ending(finish: finish, passage: context.passage(catching: id)))
            }
        }
        return endings
    }

    private var ruleTargets: [Target] {
        guard case .route(let route) = action else { return [] }
        return route.rules.map(\.target) + [route.otherwise].compactMap(\.self)
    }

    /// Whether a retry without end would leave none of these codes to escape.
    fileprivate func canRetry(_ codes: [ErrorCode]) -> Bool {
        guard let contract = call?.contract, contract.idempotency != .none else { return false }
        return codes.allSatisfy { contract.declaration(of: $0)?.retry != .never }
    }
}

extension Diagnostic {
    fileprivate static func undoingAfterPivot(
        _ finish: Finish,
        _ pivots: [Node],
        _ context: LintContext
    ) -> Diagnostic {
        let keeping = context.workflow.outcomes.filter { $0.disposition == .keep }
        let names = keeping.map { "`\($0.name)`" }.joined(separator: ", ")
        return Diagnostic(
            .undoingAfterPivot,
            "`finish: \(finish.outcome.name)` undoes everything, but can be reached after the pivot",
            at: finish.span,
            label: "would undo what the run is committed to",
            labels: pivots.map { .init($0.span, "from here on forward only") }
                + [.init(finish.outcome.span, "this outcome says `undo`")],
            help: [
                keeping.isEmpty
                    ? "declare an outcome that says `keep`, and finish with it"
                    : "finish with an outcome that keeps what was done: \(names)"
            ]
        )
    }

    fileprivate static func mayFailAfterPivot(
        _ node: Node,
        _ codes: [ErrorCode],
        _ pivots: [Node]
    ) -> Diagnostic {
        let names = codes.map { "`\($0)`" }.joined(separator: ", ")
        let raised = codes.filter(node.raisedCodes.contains)
        let happening = codes.filter { !raised.contains($0) }
        var help: [String] = []
        if node.canRetry(codes) {
            help.append(
                "try until it succeeds: `retry: { max_attempts: unlimited, max_delay: 10m }`"
            )
        }
        if !happening.isEmpty { help.append("say what happens then:\n" + rule(of: happening)) }
        // No catch of the step itself takes what the step raises on purpose.
        if !raised.isEmpty {
            help += [
                "in place of `fail`, `finish` with an outcome that keeps what was done",
                "or put the step into a `scope` that catches it:\n" + rule(of: raised),
            ]
        }
        return Diagnostic(
            .mayFailAfterPivot,
            "`\(node.step)` can fail after the pivot, where nothing is undone any more",
            at: node.call?.span ?? node.span,
            label: "not caught: \(names)",
            labels: pivots.map { .init($0.span, "from here on forward only") },
            notes: ["the run would be parked, and an operator would have to look"],
            help: help
        )
    }

    /// A `catch` that takes some codes, as a help line shows it.
    private static func rule(of codes: [ErrorCode]) -> String {
        let names = codes.map(\.rawValue).joined(separator: ", ")
        let caught = codes.count > 3 ? "any" : codes.count > 1 ? "[\(names)]" : names
        return "catch:\n  - error: \(caught)\n    to: next"
    }
}
