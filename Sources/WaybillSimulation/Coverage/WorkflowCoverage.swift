import OrderedCollections
package import WaybillDiagnostics
import WaybillInterpreter
package import WaybillModel

/// How much of a workflow the runs of scenarios took.
package struct WorkflowCoverage: Sendable {
    /// Something that no run did.
    package struct Gap: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// The step never ran.
            case notRun
            /// The step ran and was never undone.
            case notUndone
            /// The step ran and this rule of it, from 0, was never taken; `nil` for its `else`.
            case ruleNotTaken(Int?)
            /// The step ran and this `catch` rule of it, from 0, never took an error.
            case errorNotCaught(Int)
        }

        package let kind: Kind
        package let step: StepID
        package let span: Span
    }

    private struct Choice: Hashable {
        let step: StepID
        let rule: Int?
    }

    package let workflow: Workflow
    private var ran: Set<StepID> = []
    private var undone: Set<StepID> = []
    private var taken: Set<Choice> = []
    private var caught: Set<Choice> = []

    package init(of workflow: Workflow) { self.workflow = workflow }

    /// Counts what a run of the workflow did.
    package mutating func add(_ run: RunTrace) {
        ran.formUnion(run.steps.compactMap(\.step))
        undone.formUnion(run.undone.compactMap(\.step))
        for recorded in run.events {
            switch recorded.event {
            case .ruleTaken(let path, let rule): note(path, rule, in: \.taken)
            case .errorCaught(let path, let rule, _): note(path, rule, in: \.caught)
            default: continue
            }
        }
    }

    private mutating func note(
        _ path: StepPath,
        _ rule: Int?,
        in choices: WritableKeyPath<WorkflowCoverage, Set<Choice>>
    ) {
        if let step = path.step { self[keyPath: choices].insert(Choice(step: step, rule: rule)) }
    }

    /// How many of its steps ran.
    package var stepsRun: Int { workflow.nodes.count { ran.contains($0.step) } }

    /// What no run did, in the order of the file. Of a step that never ran nothing else is said.
    package var gaps: [Gap] {
        workflow.nodes.flatMap { node in
            guard ran.contains(node.step) else {
                return [Gap(kind: .notRun, step: node.step, span: node.span)]
            }
            return rulesNotTaken(of: node) + errorsNotCaught(at: node) + undoMissing(of: node)
        }
    }

    private func rulesNotTaken(of node: Node) -> [Gap] {
        guard case .route(let route) = node.action else { return [] }
        var rules = route.rules.enumerated().map { (rule: Optional($0), span: $1.span) }
        if route.otherwise != nil { rules.append((nil, node.span)) }
        return rules.filter { !taken.contains(Choice(step: node.step, rule: $0.rule)) }
            .map { Gap(kind: .ruleNotTaken($0.rule), step: node.step, span: $0.span) }
    }

    private func errorsNotCaught(at node: Node) -> [Gap] {
        node.catches.enumerated()
            .filter { !caught.contains(Choice(step: node.step, rule: $0.offset)) }
            .map { Gap(kind: .errorNotCaught($0.offset), step: node.step, span: $0.element.span) }
    }

    private func undoMissing(of node: Node) -> [Gap] {
        guard node.compensation?.undoesSomething == true, !undone.contains(node.step) else {
            return []
        }
        return [Gap(kind: .notUndone, step: node.step, span: node.span)]
    }
}
