import WaybillDiagnostics
import WaybillModel

/// What rules ask of the whole workflow, computed once.
struct LintContext: Sendable {
    let workflow: Workflow
    private let passages: Ways<PivotAnalysis>
    private let undos: Ways<UndoAnalysis>
    /// How long the ways to each step take at most.
    let times: Ways<WorstCaseAnalysis>
    /// What expressions read of the steps.
    let reads: StepReads
    /// The steps that reserve something for a time and from which the ways are followed: the first
    /// ones, as many as the work may take.
    let followedReservations: Set<NodeID>
    /// The first step whose reservation is not followed, if the work would be too much.
    let firstUnfollowedReservation: NodeID?
    /// For each step the steps before it: by an edge, or as the scope it is the first step of.
    private let predecessors: [NodeID: [NodeID]]

    /// Following the ways from one reservation takes as many steps as the workflow has.
    private static let mostFollowedSteps = 200_000

    init(_ workflow: Workflow) {
        self.workflow = workflow
        passages = Ways(workflow, PivotAnalysis(), knowing: .ahead, ended: .ended)
        undos = Ways(workflow, UndoAnalysis(), knowing: false, ended: false)
        times = Ways(workflow, WorstCaseAnalysis(), knowing: WorstCase(), ended: WorstCase())
        reads = StepReads(of: workflow)
        let reservations = workflow.nodes.filter { $0.call?.contract.holdsFor != nil }.map(\.id)
        let most = max(1, Self.mostFollowedSteps / max(1, workflow.nodes.count))
        followedReservations = Set(reservations.prefix(most))
        firstUnfollowedReservation = reservations.dropFirst(most).first
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
    func isReached(_ node: NodeID) -> Bool { passages.before(node) != nil }

    /// Whether a step that cannot be reached is the first on its way: what follows it is the same
    /// mistake.
    func isFirstUnreached(_ node: NodeID) -> Bool {
        predecessors[node]?.allSatisfy(isReached) ?? true
    }

    /// Where the ways to a step stand to the pivot.
    func passage(before node: NodeID) -> PivotPassage { passages.before(node) ?? .ahead }

    /// Where the ways to the catch rules of a step stand to the pivot.
    func passage(catching node: NodeID) -> PivotPassage { passages.catching(node) ?? .ahead }

    /// Where the ways to the end of a scope stand to the pivot; `nil` when none leads there.
    func passage(atEndOf scope: ScopeID) -> PivotPassage? { passages.end(of: scope) }

    /// Whether on every way to a step something was done that a failure there would undo.
    func hasSomethingToUndo(at node: NodeID) -> Bool { undos.before(node) ?? false }

    /// The steps that control cannot go on from, though one of these stands right after them.
    func steps(thatEndBefore node: NodeID) -> [Node] {
        workflow.nodes.filter { before in
            if case .node(node) = before.next { true } else { false }
        }
    }

    /// Whether a step runs once the ending of the run is decided.
    func isAfterEnding(_ node: Node) -> Bool { workflow.isAfterEnding(node.scope) }

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

    /// The event types it waits for.
    var awaitedTypes: [EventType] {
        if case .await(let awaited) = action { awaited.events.map(\.type) } else { [] }
    }

    /// The events it publishes, when it is done and when it is undone.
    var emitted: [Emit] {
        var emitted: [Emit] = []
        if case .emit(let emit) = action { emitted.append(emit) }
        for step in compensation?.steps ?? [] {
            if case .emit(let emit) = step.action { emitted.append(emit) }
        }
        return emitted
    }

    /// The calls that undo it.
    var undos: [UndoCall] { compensation?.calls ?? [] }
}
