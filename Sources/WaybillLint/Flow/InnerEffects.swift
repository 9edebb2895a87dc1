import WaybillDiagnostics
import WaybillModel

/// What was established inside a step that is undone as a whole: by the steps of a `scope`, or by
/// the workflow of a `run`.
struct InnerEffects: Sendable {
    /// A call that establishes a fact.
    struct Effect: Hashable, Sendable {
        let fact: Fact
        /// Where the handler's name stands.
        let span: Span
        /// Whether it is said that it stays, whatever happens.
        let isKept: Bool
    }

    /// In the order of the text, a child run's in the place of its step.
    private(set) var effects: [Effect] = []
    /// Whether something is done besides of which no contract says what it takes to undo it.
    private(set) var hasOthers = false

    /// What an undo must take back.
    var toUndo: [Effect] { effects.filter { !$0.isKept } }

    /// What the scope leaves behind when its end is reached.
    init(of scope: ScopeID, in workflow: Workflow) {
        var known: [Span: InnerEffects] = [:]
        let nodes = workflow.nodes(inside: scope)
        add(nodes, of: workflow, within: scope, &known)
        // Without that all of it stands, and the ways need not be followed.
        guard nodes.contains(where: \.takesBack) else { return }
        keepWhatStands(known, workflow) { analysis in
            let entry = workflow.scope(scope)?.entry
            return Ways(workflow, analysis, from: entry, knowing: []).end(of: scope) ?? []
        }
    }

    /// What a run of a workflow leaves behind when it ends and keeps what it did.
    init(of workflow: Workflow) {
        var known: [Span: InnerEffects] = [:]
        self.init(of: workflow, &known)
    }

    private init(of workflow: Workflow, _ known: inout [Span: InnerEffects]) {
        let inside = workflow.nodes.filter { !workflow.isAfterEnding($0.scope) }
        add(inside, of: workflow, within: nil, &known)
        keepWhatStands(known, workflow) { analysis in
            let ways = Ways(workflow, analysis, knowing: [])
            return ways.finishes.filter(\.keepsWhatWasDone).reduce(ways.end(of: .root) ?? []) {
                $0.union($1.knowledge)
            }
        }
    }

    private mutating func add(
        _ nodes: some Sequence<Node>,
        of workflow: Workflow,
        within scope: ScopeID?,
        _ known: inout [Span: InnerEffects]
    ) {
        for node in nodes {
            switch node.action {
            case .call(let call):
                switch call.contract.consequence {
                case .establishes(let fact):
                    let isKept = workflow.keeps(node, within: scope)
                    effects.append(Effect(fact: fact, span: call.span, isKept: isKept))
                case .undeclared: hasOthers = true
                case .none, .undoes: break
                }
            case .run(let run):
                let isKept = run.isDetached || workflow.keeps(node, within: scope)
                let child = Self.effects(of: run.workflow, &known)
                hasOthers = hasOthers || child.hasOthers
                effects += child.effects.map {
                    Effect(fact: $0.fact, span: run.span, isKept: isKept || $0.isKept)
                }
            case .emit: hasOthers = true
            default: break
            }
        }
    }

    /// Leaves out what was taken back on every way.
    private mutating func keepWhatStands(
        _ known: [Span: InnerEffects],
        _ workflow: Workflow,
        facts: (StandingFacts) -> Set<Fact>
    ) {
        guard !effects.isEmpty else { return }
        let children = known.mapValues { Set($0.effects.map(\.fact)) }
        let standing = facts(StandingFacts { children[$0.workflow.span] ?? [] })
        effects.removeAll { !standing.contains($0.fact) }
    }

    private static func effects(of workflow: Workflow, _ known: inout [Span: InnerEffects])
        -> InnerEffects
    {
        if let effects = known[workflow.span] { return effects }
        let effects = InnerEffects(of: workflow, &known)
        known[workflow.span] = effects
        return effects
    }
}

extension Workflow {
    /// The steps inside a scope, which follow each other.
    fileprivate func nodes(inside scope: ScopeID) -> ArraySlice<Node> {
        let first = self.scope(scope)?.owner.map { $0.index + 1 } ?? 0
        return nodes.dropFirst(first).prefix { isScope($0.scope, within: scope) }
    }

    /// Whether what a step does stays by its own word, or by that of a step around it.
    fileprivate func keeps(_ node: Node, within scope: ScopeID?) -> Bool {
        ([node] + steps(around: node)).prefix { inner in
            inner.id == node.id || scope.map { isScope(inner.scope, within: $0) } ?? true
        }
        .contains { inner in
            if case .none? = inner.compensation { true } else { false }
        }
    }

    /// Whether the steps of a scope run once the ending of the run is decided.
    func isAfterEnding(_ scope: ScopeID) -> Bool {
        var current = self.scope(scope)
        while let scope = current {
            if scope.kind.isAfterEnding { return true }
            current = scope.parent.flatMap(self.scope)
        }
        return false
    }
}

extension Node {
    /// Whether the step itself takes a fact back.
    fileprivate var takesBack: Bool {
        if case .undoes? = call?.contract.consequence { true } else { false }
    }
}
