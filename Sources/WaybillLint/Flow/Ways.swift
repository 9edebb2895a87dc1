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
        var open: [OpenStep] = []
        for node in workflow.nodes {
            while let last = open.last,
                !last.scopes.contains(where: { workflow.isScope(node.scope, within: $0) })
            {
                open.removeLast()
                leave(last)
            }
            guard let passage = before[node.id] else { continue }
            if node.condition != nil { reach(node.next, passage) }
            if node.action.scopes.isEmpty {
                pass(node, passage)
            } else {
                for scope in node.action.scopes.compactMap(workflow.scope) {
                    reach(scope.entry, passage)
                }
                open.append(OpenStep(node: node))
            }
        }
        for last in open.reversed() { leave(last) }
    }

    /// A step whose lists are being walked.
    private struct OpenStep {
        let node: Node

        var scopes: [ScopeID] { node.action.scopes }

        /// Whether an expression is computed at the end of its lists, which may fail.
        var computesAtEnd: Bool {
            switch node.action {
            case .scope(_, let output, _): output != nil
            case .forEach(let forEach): forEach.collect != nil
            case .repeat: true
            default: false
            }
        }

        /// How many of its lists must be able to reach their end for control to go on.
        var needed: Int {
            switch node.action {
            case .parallel(let parallel): parallel.join.least(of: parallel.branches.count)
            case .forEach: 0
            default: 1
            }
        }
    }

    /// Goes on from a step without lists of its own.
    private mutating func pass(_ node: Node, _ passage: PivotPassage) {
        switch node.action {
        case .route(let route):
            for rule in route.rules { reach(rule.target, passage) }
            if let otherwise = route.otherwise { reach(otherwise, passage) }
        case .finish, .fail: break
        case .call, .await, .wait, .emit, .set, .scope, .parallel, .forEach, .repeat:
            reach(node.next, node.isPivot ? passage.passing(node.id) : passage)
        }
        // The error of a pivot is caught only when the pivot certainly did not happen.
        fail(node, passage)
    }

    /// Goes on from a step all of whose lists have been walked.
    private mutating func leave(_ step: OpenStep) {
        guard let before = before[step.node.id] else { return }
        let reached = step.scopes.compactMap { ends[$0] }
        var raised = step.scopes.compactMap { self.raised[$0] }
        if reached.count >= step.needed {
            reach(step.node.next, reached.reduce(nil, Self.joined) ?? before)
        }
        if step.computesAtEnd { raised += reached }
        fail(step.node, raised.reduce(nil, Self.joined) ?? before)
    }

    private static func joined(_ known: PivotPassage?, _ passage: PivotPassage) -> PivotPassage? {
        known.map { $0.joined(with: passage) } ?? passage
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
        known = Self.joined(known, passage)
    }
}

extension CatchRule {
    /// Whether no error goes past it.
    var takesEverything: Bool { codes == .any && condition == nil }
}
