import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of retries.
    static let retry: [Rule] = [retryWithoutIdempotency, unboundedBeforePivot]

    /// WB0501
    private static let retryWithoutIdempotency = Rule { node, _ in
        guard let call = node.call, call.contract.idempotency == .none,
            node.retry.allowsAttempt(after: 1)
        else { return [] }
        return [.retryWithoutIdempotency(node, call)]
    }

    /// WB0505
    private static let unboundedBeforePivot = Rule { node, context in
        guard node.retry.maxAttempts == .unlimited, node.retry.maxElapsed == nil,
            !context.passage(before: node.id).isCertain
        else { return [] }
        return [.unboundedBeforePivot(node)]
    }
}

extension Diagnostic {
    fileprivate static func retryWithoutIdempotency(_ node: Node, _ call: Call) -> Diagnostic {
        let times =
            switch node.retry.maxAttempts {
            case .limited(let most): "up to \(most) times"
            case .unlimited: "without end"
            }
        return Diagnostic(
            .retryWithoutIdempotency,
            "`\(node.step)` is tried \(times), but each try may take effect",
            at: call.span,
            label: "must not be repeated",
            labels: [.init(call.contract.span, "its contract has no `idempotency`, or `none`")],
            help: [
                "say how the handler may be repeated: `idempotency: key` when it keeps to the Idempotency-Key, `natural` when twice is as good as once",
                "if it may not, try it once: `retry: { max_attempts: 1 }`",
            ]
        )
    }

    fileprivate static func unboundedBeforePivot(_ node: Node) -> Diagnostic {
        Diagnostic(
            .unboundedBeforePivot,
            "`\(node.step)` may be tried for ever while the run can still be undone",
            at: node.call?.span ?? node.span,
            label: "`max_attempts: unlimited` before the pivot",
            help: [
                "give it an end: `max_attempts: 10`, or `max_elapsed: 10m` beside `unlimited`"
            ]
        )
    }
}
