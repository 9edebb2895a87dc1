import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// WB0209
    static let uncaughtCode = Rule { node, context in
        guard let call = node.call, !node.isUndone, !context.hasSomethingToUndo(at: node.id),
            !context.passage(before: node.id).isPossible
        else { return [] }
        let around = [node] + context.workflow.steps(around: node)
        let errors = call.contract.errors.filter { error in
            !around.contains { $0.mentions(error.code) || $0.handles(error.code) }
        }
        return errors.isEmpty ? [] : [.uncaughtCode(node, call, errors)]
    }
}

extension Node {
    /// Whether it is said what becomes of what the step does, or has a finding of its own because
    /// it is not.
    fileprivate var isUndone: Bool {
        if compensation != nil { return true }
        guard case .establishes? = call?.contract.consequence else { return false }
        return !isPivot
    }

    /// Whether a catch rule is for an error of a code.
    fileprivate func mentions(_ code: ErrorCode) -> Bool {
        catches.contains { $0.codes.contains(code) }
    }
}

extension Diagnostic {
    fileprivate static func uncaughtCode(
        _ node: Node,
        _ call: Call,
        _ errors: [DeclaredError]
    ) -> Diagnostic {
        let names = errors.map { "`\($0.code)`" }.joined(separator: ", ")
        let codes = errors.map(\.code.rawValue)
        return Diagnostic(
            .uncaughtCode,
            "nothing is done about \(names) of `\(node.step)`",
            at: call.span,
            label: "the run fails, and there is nothing to undo",
            labels: errors.map { .init($0.span, "declared here") },
            help: [
                "if it is expected, say what happens then:\ncatch:\n  - error: "
                    + (codes.count == 1 ? codes[0] : "[\(codes.joined(separator: ", "))]")
                    + "\n    finish: …"
            ]
        )
    }
}
