import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// WB0601
    static let unusedOutput = Rule { node, context in
        guard case .set(let template) = node.action, case .record(let fields) = template.content
        else { return [] }
        let unread = fields.filter { !context.reads.contain($0.name, of: node.step) }
        if unread.count == fields.count { return [.unusedOutput(node)] }
        return unread.map { .unusedOutput($0, of: node) }
    }
}

extension Diagnostic {
    fileprivate static func unusedOutput(_ node: Node) -> Diagnostic {
        Diagnostic(
            .unusedOutput,
            "nothing reads what `\(node.step)` computes",
            at: node.span,
            label: "computed for nothing",
            help: ["remove the step, or read `steps.\(node.step)` where it is needed"]
        )
    }

    fileprivate static func unusedOutput(_ field: Template.Field, of node: Node) -> Diagnostic {
        Diagnostic(
            .unusedOutput,
            "nothing reads `\(field.name)` of `\(node.step)`",
            at: field.value.span,
            label: "computed for nothing",
            help: ["remove it, or read `steps.\(node.step).\(field.name)` where it is needed"]
        )
    }
}
