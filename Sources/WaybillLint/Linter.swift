package import WaybillDiagnostics
package import WaybillModel

/// Finds what is risky in a workflow that is well-formed: effects without undo, pivots out of
/// place, waits without an end.
package enum Linter {
    /// The findings about a workflow, in the order of its text; after them those about the workflows
    /// that it runs, and about contracts in other files.
    package static func lint(_ workflow: Workflow) -> [Diagnostic] {
        workflow.family.flatMap(lintAlone).unique.inOrder(entry: workflow.span.source)
    }

    /// The findings about a workflow, but for those it runs.
    private static func lintAlone(_ workflow: Workflow) -> [Diagnostic] {
        let context = LintContext(workflow)
        var findings =
            workflow.contracts.flatMap(lint) + lint(expressionsOf: workflow)
            + lint(timeoutOf: context)
        for node in workflow.nodes {
            let rules = context.isReached(node.id) ? Rule.all : [.unreachableStep]
            for rule in rules { findings += rule.check(node, context) }
        }
        return findings
    }

    /// The findings about a workflow that has errors, as far as they hold whatever becomes of those;
    /// those about the workflows that it runs as ever.
    static func lint(draft: Workflow) -> [Diagnostic] {
        let context = LintContext(draft)
        var findings = draft.contracts.flatMap(lint) + lint(timeoutOf: context)
        for node in draft.nodes where context.isReached(node.id) {
            for rule in Rule.ofDrafts { findings += rule.check(node, context) }
        }
        let others = draft.family.filter { $0.span.source !== draft.span.source }
        return (findings + others.flatMap(lintAlone)).unique.inOrder(entry: draft.span.source)
    }

    /// The findings about a contract.
    static func lint(_ contract: HandlerContract) -> [Diagnostic] {
        contract.consequence == .undeclared ? [.effectNotDeclared(contract)] : []
    }
}

extension [Diagnostic] {
    /// Findings of the file itself first, then those of each used file, each in the order of the
    /// text.
    func inOrder(entry: SourceText) -> [Diagnostic] {
        let own = filter { $0.span.source === entry }
        let others = filter { $0.span.source !== entry }
        return own.inFileOrder() + others.inFileOrder()
    }
}
