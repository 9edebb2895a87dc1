import WaybillModel

/// What is known at each step about the ways that lead there. The order of the graph is an order
/// of control, which only moves forward, so one pass finds it.
struct Ways: Sendable {
    /// Before each step that can be reached.
    private(set) var before: [NodeID: PivotPassage] = [:]
    /// When the catch rules of a step that can be reached are asked.
    private(set) var catching: [NodeID: PivotPassage] = [:]
    /// At the end of each scope whose end can be reached.
    private var ends: [ScopeID: PivotPassage] = [:]
    /// Where an error can leave each scope.
    private var raised: [ScopeID: PivotPassage] = [:]

    init(_ workflow: Workflow) {
        guard let root = workflow.scope(.root) else { return }
        reach(root.entry, .ahead)
        var open: [ScopeStep] = []
        for node in workflow.nodes {
            while let last = open.last, !workflow.isScope(node.scope, within: last.scope) {
                open.removeLast()
                leave(last)
            }
            guard let passage = before[node.id] else { continue }
            if node.condition != nil { reach(node.next, passage) }
            if case .scope(let id, let output) = node.action, let scope = workflow.scope(id) {
                reach(scope.entry, passage)
                open.append(ScopeStep(node: node, scope: id, hasOutput: output != nil))
            } else {
                pass(node, passage)
            }
        }
        for last in open.reversed() { leave(last) }
    }

    /// A step whose scope is being walked.
    private struct ScopeStep {
        let node: Node
        let scope: ScopeID
        let hasOutput: Bool
    }

    /// Goes on from a step that is no scope.
    private mutating func pass(_ node: Node, _ passage: PivotPassage) {
        switch node.action {
        case .route(let route):
            for rule in route.rules { reach(rule.target, passage) }
            if let otherwise = route.otherwise { reach(otherwise, passage) }
        case .finish, .fail: break
        case .call, .await, .wait, .set, .scope:
            reach(node.next, node.isPivot ? passage.passing(node.id) : passage)
        }
        // The error of a pivot is caught only when the pivot certainly did not happen.
        fail(node, passage)
    }

    /// Goes on from a scope all of whose steps have been walked.
    private mutating func leave(_ step: ScopeStep) {
        if let end = ends[step.scope] {
            reach(step.node.next, end)
            if step.hasOutput { join(end, into: &raised[step.scope]) }
        }
        if let passage = raised[step.scope] ?? before[step.node.id] { fail(step.node, passage) }
    }

    /// Lets an error of a step go to its catch rules, and past them.
    private mutating func fail(_ node: Node, _ passage: PivotPassage) {
        join(passage, into: &catching[node.id])
        for rule in node.catches { reach(rule.target, passage) }
        if !node.catches.contains(where: \.takesEverything) {
            join(passage, into: &raised[node.scope])
        }
    }

    private mutating func reach(_ target: Target, _ passage: PivotPassage) {
        switch target {
        case .node(let id): join(passage, into: &before[id])
        case .end(let scope): join(passage, into: &ends[scope])
        case .finish, .fail: return
        }
    }

    private func join(_ passage: PivotPassage, into known: inout PivotPassage?) {
        known = known.map { $0.joined(with: passage) } ?? passage
    }
}

extension CatchRule {
    /// Whether no error goes past it.
    var takesEverything: Bool { codes == .any && condition == nil }
}
