import WaybillDiagnostics
import WaybillModel

/// What rules ask of the whole workflow, computed once.
struct LintContext: Sendable {
    let workflow: Workflow
    private let ways: Ways
    /// For each step the steps before it: by an edge, or as the scope it is the first step of.
    private let predecessors: [NodeID: [NodeID]]

    init(_ workflow: Workflow) {
        self.workflow = workflow
        ways = Ways(workflow)
        var predecessors: [NodeID: [NodeID]] = [:]
        for edge in workflow.edges {
            if case .node(let id) = edge.to { predecessors[id, default: []].append(edge.from) }
        }
        for scope in workflow.scopes {
            guard case .node(let id) = scope.entry, let owner = scope.owner else { continue }
            predecessors[id, default: []].append(owner)
        }
        self.predecessors = predecessors
    }

    /// Whether control can come to a step.
    func isReached(_ node: NodeID) -> Bool { ways.before[node] != nil }

    /// Whether a step that cannot be reached is the first on its way: what follows it is the same
    /// mistake.
    func isFirstUnreached(_ node: NodeID) -> Bool {
        predecessors[node]?.allSatisfy(isReached) ?? true
    }

    /// Where the ways to a step stand to the pivot.
    func passage(before node: NodeID) -> PivotPassage { ways.before[node] ?? .ahead }

    /// Where the ways to the catch rules of a step stand to the pivot.
    func passage(catching node: NodeID) -> PivotPassage { ways.catching[node] ?? .ahead }

    /// The steps that control cannot go on from, though one of these stands right after them.
    func steps(thatEndBefore node: NodeID) -> [Node] {
        workflow.nodes.filter { before in
            if case .node(node) = before.next { true } else { false }
        }
    }

    /// The steps that the lists around a step belong to, the innermost first.
    func scopeSteps(around node: Node) -> [Node] {
        var owners: [Node] = []
        var scope = workflow.scope(node.scope)
        while let current = scope, let owner = current.owner.flatMap(workflow.node) {
            owners.append(owner)
            scope = workflow.scope(owner.scope)
        }
        return owners
    }

    /// The nodes of the pivots passed on some way.
    func pivots(_ passage: PivotPassage) -> [Node] {
        passage.pivots.compactMap(workflow.node)
    }

    /// The handlers that take a fact back, by name.
    func handlers(thatUndo fact: Fact) -> [HandlerContract] {
        workflow.contracts.filter { $0.consequence == .undoes(fact) }
    }
}

extension Node {
    /// The call it makes, if that is what it does.
    var call: Call? {
        if case .call(let call) = action { call } else { nil }
    }

    /// The calls that undo it.
    var undos: [UndoCall] { compensation?.calls ?? [] }
}
