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
        let around = context.workflow.steps(around: node).compactMap { step in
            step.obstacleToPivots.map { (step, $0) }
        }
        return around.first.map { [.misplacedPivot(node, in: $0, $1)] } ?? []
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
    /// What of a step could undo or repeat a pivot inside it.
    fileprivate var obstacleToPivots: PivotObstacle? {
        switch action {
        case .parallel:
            PivotObstacle(
                place: "a branch",
                of: "the `parallel`",
                why: "the branches beside it may still fail and be undone after it"
            )
        case .forEach:
            PivotObstacle(
                place: "an iteration",
                of: "the `for_each`",
                why: "a run commits once, but an iteration may run many times"
            )
        case .repeat:
            PivotObstacle(
                place: "a round",
                of: "the `repeat`",
                why: "a run commits once, but a round may run many times"
            )
        case .await:
            PivotObstacle(
                place: "a reminder",
                of: "the `await`",
                why: "a run commits once, but a reminder may run many times, or not at all"
            )
        default: obstacleOfScope
        }
    }

    private var obstacleOfScope: PivotObstacle? {
        if retry.maxAttempts != .limited(1) {
            return PivotObstacle(
                place: "a scope with a `retry`",
                of: "this scope has a `retry`",
                why:
                    "another attempt of the scope would first undo the one before, pivot included",
                remedy: "or remove its `retry`"
            )
        }
        if case .after = timeout {
            return PivotObstacle(
                place: "a scope with a `timeout`",
                of: "this scope has a `timeout`",
                why: "when the time is up the scope is undone, pivot included",
                remedy: "or remove its `timeout`"
            )
        }
        return nil
    }
}

extension Node {
    /// Where the pivots of a child run stand, which make its step one.
    fileprivate var childPivots: [Diagnostic.Label] {
        guard case .run(let child) = action else { return [] }
        return child.workflow.nodes.filter(\.isPivot).map {
            .init($0.span, "the child run has this pivot")
        }
    }
}

/// Why a pivot may not stand inside a step, in the words of the finding.
private struct PivotObstacle {
    let place: String
    let label: String
    let why: String
    let remedy: String?

    init(place: String, of label: String, why: String, remedy: String? = nil) {
        self.place = place
        self.label = label
        self.why = why
        self.remedy = remedy
    }
}

extension Diagnostic {
    fileprivate static func severalPivots(_ node: Node, after pivots: [Node]) -> Diagnostic {
        Diagnostic(
            .severalPivots,
            "`\(node.step)` is a second pivot",
            at: node.span,
            label: "the run is committed already",
            labels: pivots.map { .init($0.span, "by this pivot") } + node.childPivots,
            help: [
                node.childPivots.isEmpty
                    ? "remove `pivot: true` here: after a pivot a step is retried until it succeeds, or has a `catch`"
                    : "a run commits once: keep the pivot of the child run, or the one before it"
            ]
        )
    }

    fileprivate static func misplacedPivot(
        _ node: Node,
        in step: Node,
        _ obstacle: PivotObstacle
    ) -> Diagnostic {
        let remedy = obstacle.remedy.map { ", \($0)" } ?? ""
        return Diagnostic(
            .misplacedPivot,
            "the pivot `\(node.step)` stands inside \(obstacle.place)",
            at: node.span,
            label: "commits the run",
            labels: [.init(step.span, obstacle.label)] + node.childPivots,
            notes: [obstacle.why],
            help: ["move `\(node.step)` out of `\(step.step)`\(remedy)"]
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
