import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of time limits.
    static let time: [Rule] = [noTimeout]

    /// WB0504
    private static let noTimeout = Rule { node, _ in
        var findings: [Diagnostic] = []
        if let undo = node.undo, undo.timeout == nil {
            findings.append(.noTimeout(of: undo.call))
        }
        guard node.timeout == nil else { return findings }
        switch node.action {
        case .call(let call): findings.append(.noTimeout(of: call))
        case .await(let awaited): findings.append(.noTimeout(of: awaited))
        case .route, .scope, .parallel, .forEach, .repeat, .wait, .emit, .set, .finish, .fail: break
        }
        return findings
    }
}

extension Diagnostic {
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
}
