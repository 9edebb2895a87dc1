import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of time limits.
    static let time: [Rule] = [noTimeout]

    /// WB0504
    private static let noTimeout = Rule { node, context in
        var findings: [Diagnostic] = []
        if case .await(let awaited) = node.action, case .never? = node.timeout,
            let owner = context.reminded(by: node)
        {
            findings.append(.endlessReminder(awaited, of: owner))
        }
        findings += node.undos.filter { $0.timeout == nil }.map { .noTimeout(of: $0.call) }
        if let lock = node.lock { findings += noTimeout(of: lock, of: node, context) }
        if case .await(let awaited) = node.action, node.timeout == .never,
            context.isAfterEnding(node)
        {
            findings.append(.waitsForEver(at: awaited.span))
        }
        guard node.timeout == nil else { return findings }
        switch node.action {
        case .call(let call): findings.append(.noTimeout(of: call))
        case .await(let awaited): findings.append(.noTimeout(of: awaited))
        case .run(let child) where !child.isDetached && child.ownTimeout == nil:
            findings.append(.noTimeout(of: child))
        case .route, .scope, .parallel, .forEach, .repeat, .wait, .emit, .run, .allocate, .set,
            .finish, .fail:
            break
        }
        return findings
    }

    /// Whoever waits for a lock inside another must give up some day: two that hold one each may
    /// wait for the other's.
    private static func noTimeout(of lock: Lock, of node: Node, _ context: LintContext)
        -> [Diagnostic]
    {
        if lock.timeout == nil { return [.noTimeout(of: lock)] }
        if lock.timeout == .never, context.isAfterEnding(node) {
            return [.waitsForEver(at: lock.span)]
        }
        let outer = context.workflow.steps(around: node).first { $0.lock != nil }
        guard lock.timeout == .never, let outer else { return [] }
        return [.noTimeout(of: lock, inside: outer)]
    }
}

extension Node {
    /// The lock that its scope takes, if it does.
    fileprivate var lock: Lock? {
        if case .scope(_, _, let lock) = action { lock } else { nil }
    }
}

extension LintContext {
    /// The step whose reminder a step stands in, if it does.
    fileprivate func reminded(by node: Node) -> Node? {
        workflow.steps(around: node).first { if case .await = $0.action { true } else { false } }
    }
}

extension Diagnostic {
    fileprivate static func endlessReminder(_ awaited: Await, of owner: Node) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "a reminder of `\(owner.step)` may wait for ever, and then there is no other",
            at: awaited.span,
            label: "may never come",
            labels: [.init(owner.span, "reminded while this waits")],
            help: ["say when it is too late: `timeout: 1h`"]
        )
    }

    fileprivate static func noTimeout(of call: Call) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "nothing says how long a call of `\(call.contract.name)` may take",
            at: call.span,
            label: "may never be answered",
            help: [
                "for this call: `timeout: 10s`",
                "for every call, at the top of the file: `defaults: { timeout: 10s }`",
            ]
        )
    }

    fileprivate static func noTimeout(of child: ChildRun) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "nothing says how long the run of `\(child.workflow.name)` may take",
            at: child.span,
            label: "may never end",
            notes: child.workflow.timeout == nil
                ? [] : ["the `timeout` of `\(child.workflow.name)` counts until its pivot only"],
            help: [
                "say when it is too late, and it is cancelled and undone then: `timeout: 2d`",
                "if it may take for ever, say so: `timeout: never`",
            ]
        )
    }

    fileprivate static func noTimeout(of awaited: Await) -> Diagnostic {
        let types = awaited.events.map { "`\($0.type)`" }.joined(separator: " or ")
        return Diagnostic(
            .noTimeout,
            "nothing says how long \(types) is waited for",
            at: awaited.span,
            label: "may never come",
            help: [
                "say when it is too late, and catch it:\ntimeout: 2d\ncatch:\n  - error: timeout\n    fail: too_late",
                "if a run may wait for ever, say so: `timeout: never`",
            ]
        )
    }

    fileprivate static func waitsForEver(at span: Span) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "what follows an ending may not be waited for without end",
            at: span,
            label: "the run might never be over",
            help: ["say when it is too late: `timeout: 2d`"]
        )
    }

    fileprivate static func noTimeout(of lock: Lock) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "nothing says how long the lock is waited for",
            at: lock.span,
            label: "others may hold it for long",
            help: [
                "say when it is too late, and catch it:\nlock: { name: …, timeout: 1h }\ncatch:\n  - error: timeout\n    fail: too_busy",
                "if a run may wait for ever, say so: `timeout: never`",
            ]
        )
    }

    fileprivate static func noTimeout(of lock: Lock, inside outer: Node) -> Diagnostic {
        Diagnostic(
            .noTimeout,
            "a lock inside another may not be waited for without end",
            at: lock.span,
            label: "waited for by who holds another",
            labels: [.init(outer.span, "this scope holds a lock meanwhile")],
            notes: [
                "two runs that hold one lock each, and wait for the other's, would never go on"
            ],
            help: ["say when it is too late: `timeout: 5m`"]
        )
    }
}
