import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of retries.
    static let retry: [Rule] = [
        retryWithoutIdempotency, effectInRetriedScope, retryNeverUsed, unboundedBeforePivot,
    ]

    /// WB0501
    private static let retryWithoutIdempotency = Rule { node, _ in
        guard let call = node.call, call.contract.idempotency == .none,
            node.retry.allowsAttempt(after: 1),
            // Of a retry that never comes about WB0502 speaks.
            node.retry.reasonForNoUse(call, timeout: node.timeout) == nil
        else { return [] }
        return [.retryWithoutIdempotency(node, call)]
    }

    /// WB0501, of a step in a scope that begins anew: its calls are others then, with other keys.
    private static let effectInRetriedScope = Rule { node, context in
        guard let call = node.call, case .establishes(let fact) = call.contract.consequence,
            call.contract.idempotency != .natural, node.undos.isEmpty,
            node.staysOnPurpose(context),
            let scope = context.workflow.steps(around: node).first(where: \.beginsAnew)
        else { return [] }
        return [.effectInRetriedScope(node, call, fact, scope)]
    }

    /// WB0502
    private static let retryNeverUsed = Rule { node, _ in
        var findings: [Diagnostic] = []
        let calls = node.undos.map { ($0.call as Call?, $0.retry, $0.timeout) }
        for (call, retry, timeout) in [(node.call, node.retry, node.timeout)] + calls {
            let span = call?.span ?? node.span
            if let reason = retry.reasonForNoUse(call, timeout: timeout) {
                findings.append(.retryNeverUsed(node, reason, at: span, call))
            }
        }
        return findings
    }

    /// WB0505
    private static let unboundedBeforePivot = Rule { node, context in
        guard node.retry.maxAttempts == .unlimited, node.retry.maxElapsed == nil,
            !context.passage(before: node.id).isCertain
        else { return [] }
        return [.unboundedBeforePivot(node)]
    }
}

/// Why a retry never comes about.
private enum ReasonForNoUse {
    /// The first delay is longer than all attempts may take.
    case tooLate(delay: Duration, budget: Duration)
    /// None of these codes leads to another attempt.
    case neverRetried([ErrorCode])
}

extension Node {
    /// Whether its steps may run again, as those of another attempt.
    fileprivate var beginsAnew: Bool {
        if case .scope = action { retry.allowsAttempt(after: 1) } else { false }
    }
}

extension RetryPolicy {
    /// How often something is tried at most, in words.
    fileprivate var times: String {
        switch maxAttempts {
        case .limited(let most): "up to \(most) times"
        case .unlimited: "without end"
        }
    }

    fileprivate func reasonForNoUse(_ call: Call?, timeout: TimeLimit?) -> ReasonForNoUse? {
        guard allowsAttempt(after: 1) else { return nil }
        if let maxElapsed, delay(after: 1) > maxElapsed {
            return .tooLate(delay: delay(after: 1), budget: maxElapsed)
        }
        guard let contract = call?.contract, case .only(let codes) = filter else { return nil }
        let isUseless = codes.allSatisfy { code in
            contract.declaration(of: code)?.retry == .never
                || (code == .timeout && timeout == .never)
        }
        // A code that is always retried needs no `only`.
        return isUseless && !contract.errors.contains { $0.retry == .always }
            ? .neverRetried(codes) : nil
    }
}

extension Diagnostic {
    fileprivate static func retryNeverUsed(
        _ node: Node,
        _ reason: ReasonForNoUse,
        at span: Span,
        _ call: Call?
    ) -> Diagnostic {
        switch reason {
        case .tooLate(let delay, let budget):
            Diagnostic(
                .retryNeverUsed,
                "there is never a second attempt in `\(node.step)`",
                at: span,
                label: "`max_elapsed` is over before it",
                notes: [
                    "the second attempt comes after \(delay.text), but all of them have \(budget.text)"
                ],
                help: ["make `initial_delay` shorter than `max_elapsed`"]
            )
        case .neverRetried(let codes):
            Diagnostic(
                .retryNeverUsed,
                "there is never a second attempt in `\(node.step)`",
                at: span,
                label: "tried again only after what is never tried again",
                labels: codes.compactMap { call?.contract.declaration(of: $0) }.map {
                    .init($0.span, "its contract says `retry: never`")
                },
                help: ["name under `only` what another attempt can help: `[unavailable, timeout]`"]
            )
        }
    }

    fileprivate static func effectInRetriedScope(
        _ node: Node,
        _ call: Call,
        _ fact: Fact,
        _ scope: Node
    ) -> Diagnostic {
        Diagnostic(
            .retryWithoutIdempotency,
            "`\(node.step)` may take effect in each attempt of `\(scope.step)`",
            at: call.span,
            label: "establishes `\(fact)`, and nothing takes it back",
            labels: [.init(scope.span, "is tried \(scope.retry.times), each time with new keys")],
            help: [
                "say how it is undone with `compensate`, or move it behind `\(scope.step)`",
                "or try the scope once: `retry: { max_attempts: 1 }`",
            ]
        )
    }

    fileprivate static func retryWithoutIdempotency(_ node: Node, _ call: Call) -> Diagnostic {
        Diagnostic(
            .retryWithoutIdempotency,
            "`\(node.step)` is tried \(node.retry.times), but each try may take effect",
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
