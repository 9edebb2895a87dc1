import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// WB0203, asked of steps that cannot be reached.
    static let unreachableStep = Rule { node, context in
        context.isFirstUnreached(node.id)
            ? [.unreachableStep(node, after: context.steps(thatEndBefore: node.id))] : []
    }
}

extension Diagnostic {
    fileprivate static func unreachableStep(_ node: Node, after before: [Node]) -> Diagnostic {
        Diagnostic(
            .unreachableStep,
            "the step `\(node.step)` can never run",
            at: node.span,
            label: "nothing leads here",
            labels: before.map { .init($0.span, "control never goes on after this step") },
            help: ["remove it, or name it in a `to:` of a step before it"]
        )
    }
}
