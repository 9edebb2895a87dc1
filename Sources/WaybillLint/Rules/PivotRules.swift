import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of pivots.
    static let pivot: [Rule] = [severalPivots, misplacedPivot, pivotCannotBeAskedAgain]

    /// WB0407
    private static let severalPivots = Rule { node, context in
        let passage = context.passage(before: node.id)
        guard node.isPivot, passage.isPossible else { return [] }
        return [.severalPivots(node, after: context.pivots(passage))]
    }

    /// WB0410
    private static let misplacedPivot = Rule { node, context in
        guard node.isPivot else { return [] }
        let around = context.scopeSteps(around: node).compactMap { scope in
            scope.keyAgainstPivots.map { (scope, $0) }
        }
        return around.first.map { [.misplacedPivot(node, in: $0, key: $1)] } ?? []
    }

    /// WB0413
    private static let pivotCannotBeAskedAgain = Rule { node, _ in
        guard node.isPivot, let call = node.call, call.contract.idempotency == .none else {
            return []
        }
        return [.pivotCannotBeAskedAgain(node, call)]
    }
}

extension Node {
    /// The key of a scope that could undo or repeat a pivot inside it.
    fileprivate var keyAgainstPivots: String? {
        if retry.maxAttempts != .limited(1) { return "retry" }
        if case .after = timeout { return "timeout" }
        return nil
    }
}

extension Diagnostic {
    fileprivate static func severalPivots(_ node: Node, after pivots: [Node]) -> Diagnostic {
        Diagnostic(
            .severalPivots,
            "`\(node.step)` is a second pivot",
            at: node.span,
            label: "the run is committed already",
            labels: pivots.map { .init($0.span, "by this pivot") },
            help: [
                "remove `pivot: true` here: after a pivot a step is retried until it succeeds, or has a `catch`"
            ]
        )
    }

    fileprivate static func misplacedPivot(
        _ node: Node,
        in scope: Node,
        key: String
    ) -> Diagnostic {
        let why =
            key == "retry"
            ? "another attempt of the scope would first undo the one before, pivot included"
            : "when the time is up the scope is undone, pivot included"
        return Diagnostic(
            .misplacedPivot,
            "the pivot `\(node.step)` stands inside a scope with a `\(key)`",
            at: node.span,
            label: "commits the run",
            labels: [.init(scope.span, "this scope has a `\(key)`")],
            notes: [why],
            help: ["move `\(node.step)` out of `\(scope.step)`, or remove its `\(key)`"]
        )
    }

    fileprivate static func pivotCannotBeAskedAgain(_ node: Node, _ call: Call) -> Diagnostic {
        Diagnostic(
            .pivotCannotBeAskedAgain,
            "the pivot `\(node.step)` cannot be asked again when its answer is lost",
            at: call.span,
            label: "whether the run is committed would never be known",
            labels: [.init(call.contract.span, "its contract has no `idempotency`, or `none`")],
            help: [
                "say how the handler may be repeated: `idempotency: key` when it keeps to the Idempotency-Key, `natural` when twice is as good as once"
            ]
        )
    }
}
