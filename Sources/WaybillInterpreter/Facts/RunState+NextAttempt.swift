import CEL
import WaybillModel

/// An attempt that may follow a failed one.
struct NextAttempt {
    let number: Int
    /// Before jitter.
    let delay: Duration
    let jitter: RetryPolicy.Jitter
    /// The service asked not to be called sooner.
    let atLeast: Duration?
}

extension RunState {
    /// The attempt that follows a failed one of a call or an undo; `nil` when none does.
    func nextAttempt(of operation: Operation, after failure: AttemptFailure) -> NextAttempt? {
        let policy = effectivePolicy(of: operation)
        let contract = operation.call.contract
        if operation.mayHaveHappened, contract.idempotency == .none { return nil }
        switch contract.declaration(of: failure.error.code)?.retry ?? .policy {
        case .never: return nil
        case .always: break
        case .policy: if !policy.covers(failure.error.code) { return nil }
        }
        guard policy.allowsAttempt(after: operation.attemptsInBudget) else { return nil }
        let delay = max(
            policy.delay(after: operation.attemptsInBudget),
            failure.retryAfter ?? .zero
        )
        if let budget = policy.maxElapsed,
            now.advanced(by: delay) > operation.startedAt.advanced(by: budget)
        {
            return nil
        }
        return NextAttempt(
            number: operation.attempt + 1,
            delay: delay,
            jitter: policy.jitter,
            atLeast: failure.retryAfter
        )
    }

    /// A pivot that may have happened is asked again until the answer is definite, whatever the
    /// author's policy says.
    private func effectivePolicy(of operation: Operation) -> RetryPolicy {
        pivot == .inDoubt(operation.id.path) ? .compensation : operation.retry
    }

    /// The attempt that follows a failed one of a scope; `nil` when none does.
    func nextAttempt(ofScope node: Node, in frame: Frame, after error: StepError)
        -> NextAttempt?
    {
        guard let attempts = frame.attempts[node.step], unresolved.isEmpty,
            node.retry.covers(error.code), node.retry.allowsAttempt(after: attempts.count)
        else { return nil }
        let delay = node.retry.delay(after: attempts.count)
        if let budget = node.retry.maxElapsed,
            now.advanced(by: delay) > attempts.startedAt.advanced(by: budget)
        {
            return nil
        }
        return NextAttempt(
            number: attempts.count + 1,
            delay: delay,
            jitter: node.retry.jitter,
            atLeast: nil
        )
    }
}
