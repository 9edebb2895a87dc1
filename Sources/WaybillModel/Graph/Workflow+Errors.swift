extension Workflow {
    /// The codes of the errors that a run of it can end with: those that no step around the place
    /// where they are raised catches, or retries without end. In the order of the file.
    package var codesThatEscape: [ErrorCode] {
        var seen: Set<ErrorCode> = []
        return nodes.flatMap { node in
            node.codesThatEscape.filter { code in
                !steps(around: node).contains { $0.handles(code) }
            }
        }
        .filter { seen.insert($0).inserted }
    }

    /// The steps that the lists around a step belong to, the innermost first.
    package func steps(around node: Node) -> [Node] {
        var owners: [Node] = []
        var scope = self.scope(node.scope)
        while let current = scope, let owner = current.owner.flatMap(self.node) {
            owners.append(owner)
            scope = self.scope(owner.scope)
        }
        return owners
    }
}

extension Node {
    /// The codes that the step itself can raise and neither catches nor retries without end.
    package var codesThatEscape: [ErrorCode] {
        ownCodes.filter { !handles($0) } + lockCodes.filter { !catches($0) } + raisedCodes
    }

    /// Whether an error of a code does not go past the step. What a catch rule raises in its place is
    /// another error, of the step's own.
    package func handles(_ code: ErrorCode) -> Bool {
        catches(code) || retriesWithoutEnd(code)
    }

    private func catches(_ code: ErrorCode) -> Bool {
        catches.contains { $0.codes.contains(code) && $0.condition == nil }
    }

    /// Those of waiting for a lock, which no retry covers.
    private var lockCodes: [ErrorCode] {
        guard case .scope(_, _, let lock?) = action, case .after? = lock.timeout else { return [] }
        return [.timeout]
    }

    /// The codes of what the step does.
    private var ownCodes: [ErrorCode] {
        switch action {
        case .call(let call): call.codes
        case .run(let child) where child.isDetached: []
        case .run(let child): child.codes + timeoutCodes.filter { !child.codes.contains($0) }
        case .await, .scope, .parallel, .forEach: timeoutCodes
        case .repeat: timeoutCodes + [.exhausted]
        case .allocate(let allocate): allocate.codes
        case .route, .wait, .emit, .set, .finish, .fail: []
        }
    }

    /// The codes that the step, its rules and its catch rules raise on purpose, which its own catch
    /// rules do not take.
    package var raisedCodes: [ErrorCode] { targets.compactMap(\.raisedCode) }

    private var timeoutCodes: [ErrorCode] { timeout?.duration == nil ? [] : [.timeout] }

    private func retriesWithoutEnd(_ code: ErrorCode) -> Bool {
        guard retry.maxAttempts == .unlimited, retry.maxElapsed == nil else { return false }
        guard case .call(let call) = action else { return retry.covers(code) }
        if call.contract.idempotency == .none { return false }
        switch call.contract.declaration(of: code)?.retry ?? .policy {
        case .never: return false
        case .always: return true
        case .policy: return retry.covers(code)
        }
    }
}

extension ChildRun {
    /// The codes that the run can fail its step with: those of its errors, and the names of the
    /// outcomes that undo what it did.
    package static func codes(of workflow: Workflow) -> [ErrorCode] {
        let errors = workflow.codesThatEscape
        let undone = workflow.outcomes.filter { $0.disposition == .undo }
            .map { ErrorCode($0.name.rawValue) }
        return errors + undone.filter { !errors.contains($0) }
    }
}

extension Call {
    /// The codes a call can end with: those of its contract, and those of any call.
    fileprivate var codes: [ErrorCode] {
        let standard: [ErrorCode] = [
            .timeout, .unavailable, .badOutput, .payloadTooLarge, .rejectedInput,
        ]
        let declared = contract.errors.map(\.code)
        return declared + standard.filter { !declared.contains($0) }
    }
}

extension Allocate {
    /// The codes it can fail with.
    fileprivate var codes: [ErrorCode] {
        policy.unfilled == .fail ? [.unfilled, .rejectedInput] : [.rejectedInput]
    }
}

extension Target {
    fileprivate var raisedCode: ErrorCode? {
        if case .fail(let fail) = self { fail.code } else { nil }
    }
}
