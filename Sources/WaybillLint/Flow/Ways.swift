import WaybillModel

/// What is known at each step about the ways that lead there. The order of the graph is an order
/// of control, which only moves forward, so one pass finds it.
struct Ways<Analysis: FlowAnalysis>: Sendable {
    typealias Knowledge = Analysis.Knowledge

    private let analysis: Analysis
    /// Before each step that can be reached, by its position.
    private var befores: [Knowledge?]
    /// When the catch rules of a step that can be reached are asked.
    private var catchings: [Knowledge?]
    /// At the end of each scope whose end can be reached, by its position.
    private var ends: [Knowledge?]
    /// Where an error can leave each scope.
    private var raised: [Knowledge?]
    /// Where the run can end by an outcome.
    private(set) var finishes: [ReachedFinish<Knowledge>] = []

    /// The ways from a target on; from the start of the workflow unless another is given. With
    /// `ended`, which is known once the ending of a run is decided, also those of the steps after.
    init(
        _ workflow: Workflow,
        _ analysis: Analysis,
        from start: Target? = nil,
        knowing known: Knowledge,
        ended: Knowledge? = nil
    ) {
        self.analysis = analysis
        befores = Array(repeating: nil, count: workflow.nodes.count)
        catchings = befores
        ends = Array(repeating: nil, count: workflow.scopes.count)
        raised = ends
        guard let start = start ?? workflow.scope(.root)?.entry else { return }
        reach(start, known)
        if let ended {
            for scope in workflow.scopes where scope.kind.isAfterEnding {
                reach(scope.entry, ended)
            }
        }
        var open: [OpenStep] = []
        for node in workflow.nodes {
            while let last = open.last,
                !last.scopes.contains(where: { workflow.isScope(node.scope, within: $0) })
            {
                open.removeLast()
                leave(last)
            }
            let scopes = node.action.scopes
            let knowledge = before(node.id)
            if let knowledge, !analysis.stops(at: node) {
                if node.condition != nil { reach(node.next, knowledge) }
                if scopes.isEmpty {
                    pass(node, knowledge)
                } else {
                    for scope in scopes.compactMap(workflow.scope) {
                        reach(scope.entry, knowledge)
                    }
                }
            }
            if !scopes.isEmpty { open.append(OpenStep(node: node, scopes: scopes)) }
        }
        for last in open.reversed() { leave(last) }
    }

    /// What is known before a step; `nil` when no way leads there.
    func before(_ node: NodeID) -> Knowledge? {
        befores.indices.contains(node.index) ? befores[node.index] : nil
    }

    /// What is known when the catch rules of a step are asked.
    func catching(_ node: NodeID) -> Knowledge? {
        catchings.indices.contains(node.index) ? catchings[node.index] : nil
    }

    /// What is known at the end of a scope's list; `nil` when no way leads there.
    func end(of scope: ScopeID) -> Knowledge? {
        ends.indices.contains(scope.index) ? ends[scope.index] : nil
    }

    /// A step whose lists are being walked.
    private struct OpenStep {
        let node: Node
        let scopes: [ScopeID]

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
            // The event may come before the first reminder begins.
            case .forEach, .await: 0
            default: 1
            }
        }
    }

    /// Goes on from a step without lists of its own.
    private mutating func pass(_ node: Node, _ knowledge: Knowledge) {
        switch node.action {
        case .route(let route):
            let targets = route.rules.map(\.target) + [route.otherwise].compactMap(\.self)
            for target in targets { follow(target, of: node, knowledge, isCaught: false) }
        case .finish(let finish):
            finishes.append(ReachedFinish(node: node.id, isCaught: false, finish, knowledge))
        case .fail: break
        case .call, .await, .wait, .emit, .run, .allocate, .set, .scope, .parallel, .forEach,
            .repeat:
            reach(node.next, analysis.after(node, knowledge))
        }
        // The error of a pivot is caught only when the pivot certainly did not happen.
        if node.canRaise { fail(node, analysis.failing(node, knowledge)) }
    }

    /// Goes on from a step all of whose lists have been walked.
    private mutating func leave(_ step: OpenStep) {
        let before = before(step.node.id)
        let reached = step.scopes.compactMap(end)
        var errors = step.scopes.compactMap { raised[$0.index] }
        // When the ways start inside, one of the lists is all that they see.
        let needed = before == nil ? 1 : step.needed
        if reached.count >= needed, let after = analysis.leaving(step.node, before, reached) {
            reach(step.node.next, after)
        }
        if step.computesAtEnd { errors += reached }
        if let before, step.node.mayFailOutsideItsLists { errors.append(before) }
        if !errors.isEmpty, let after = analysis.leaving(step.node, before, errors) {
            fail(step.node, after)
        }
    }

    /// Lets an error of a step go to its catch rules, and past them.
    private mutating func fail(_ node: Node, _ knowledge: Knowledge) {
        Self.join(knowledge, into: &catchings[node.id.index], analysis)
        for rule in node.catches { follow(rule.target, of: node, knowledge, isCaught: true) }
        if !node.catches.contains(where: \.takesEverything) {
            Self.join(knowledge, into: &raised[node.scope.index], analysis)
        }
    }

    /// Goes on to where a rule leads.
    private mutating func follow(
        _ target: Target,
        of node: Node,
        _ knowledge: Knowledge,
        isCaught: Bool
    ) {
        if case .finish(let finish) = target {
            finishes.append(ReachedFinish(node: node.id, isCaught: isCaught, finish, knowledge))
        } else {
            reach(target, knowledge)
        }
    }

    private mutating func reach(_ target: Target, _ knowledge: Knowledge) {
        switch target {
        case .node(let id): Self.join(knowledge, into: &befores[id.index], analysis)
        case .end(let scope): Self.join(knowledge, into: &ends[scope.index], analysis)
        case .finish, .fail: return
        }
    }

    /// Not a method of `self`, which would hold on to the arrays and have each of them copied.
    private static func join(
        _ knowledge: Knowledge,
        into known: inout Knowledge?,
        _ analysis: Analysis
    ) {
        known = known.map { analysis.joined($0, knowledge) } ?? knowledge
    }
}

extension Node {
    /// Whether a step with lists of its own can fail though none of them does: before they begin, or
    /// because it takes too long.
    fileprivate var mayFailOutsideItsLists: Bool {
        if condition != nil || timeout?.duration != nil { return true }
        return switch action {
        case .scope(_, _, let lock): lock != nil
        case .parallel(let parallel): parallel.join.isComputed
        case .repeat: false
        default: true
        }
    }

    /// Whether an error can come of a step without lists of its own.
    fileprivate var canRaise: Bool {
        if condition != nil { return true }
        return switch action {
        case .wait(.duration): false
        case .finish(let finish): finish.output != nil
        default: true
        }
    }
}

extension CatchRule {
    /// Whether no error goes past it.
    var takesEverything: Bool { codes == .any && condition == nil }
}

extension Join {
    fileprivate var isComputed: Bool {
        if case .computed = self { true } else { false }
    }
}
