import WaybillDiagnostics
import WaybillModel

extension Diagnostic {
    /// WB0402: a call that takes back something else than was done.
    static func wrongCompensation(
        _ node: Node,
        _ undo: UndoCall,
        labels: [Label],
        help: [String]
    ) -> Diagnostic {
        Diagnostic(
            .wrongCompensation,
            "`\(undo.call.contract.name)` does not undo what `\(node.step)` does",
            at: undo.call.span,
            label: undo.does,
            labels: labels,
            help: help
        )
    }

    /// WB0402: an undo where nothing was done.
    ///
    /// - Parameter help: What else to do than to remove it.
    static func nothingToUndo(
        _ node: Node,
        _ undo: UndoCall,
        labels: [Label],
        help: String
    ) -> Diagnostic {
        Diagnostic(
            .wrongCompensation,
            "there is nothing of `\(node.step)` to undo",
            at: undo.call.span,
            label: "would be called for nothing",
            labels: labels,
            help: ["remove the `compensate`, or \(help)"]
        )
    }
}

extension UndoCall {
    /// What its contract says, in the words of a label.
    var does: String {
        switch call.contract.consequence {
        case .undoes(let fact): "undoes `\(fact)`"
        case .establishes(let fact): "establishes `\(fact)`"
        case .none, .undeclared: "only reads"
        }
    }
}
