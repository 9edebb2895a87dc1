import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Builds the typed graph of a workflow. One walk goes over the steps in the order of the file,
/// which is an order of the graph, since control only moves forward: when a step is reached, all
/// that leads to it is known, so that its expressions can be checked against what has run.
final class WorkflowBuilder {
    let declaration: WorkflowDeclaration
    let namespace: Namespace
    /// The graphs of the workflows that its steps may run.
    let runnable: [WorkflowName: Workflow]
    /// Takes note of the policies that its steps name.
    let policyUses: NameUses
    let findings: Findings
    let index: StepIndex
    /// `nil` when it declares none.
    let input: ValueType?
    let output: ValueType
    let outcomes: [OutcomeName: Outcome]
    lazy var expressions = ExpressionCompiler(findings: findings) { [unowned self] step in
        knowledge(of: step)
    }

    /// The nodes built so far.
    var nodes: [NodeID: Node] = [:]
    let outputs = StepOutputs()
    /// What is known before each step still to come, joined over the ways that lead there so far.
    var incoming: [NodeID: Facts] = [:]
    /// The same at the end of each scope.
    var ends: [ScopeID: Facts] = [:]
    /// The same where a `finish` names an outcome.
    var endings: [OutcomeName: Facts] = [:]
    /// The steps after which the workflow ends without an outcome.
    var unnamedEnds: Set<NodeID> = []
    /// Whether a `finish` names an outcome that is not known.
    var hasLostOutcome = false
    /// Whether the present walk is only there to learn the types of steps.
    var isLearning = false
    /// As ``codesSeen()`` finds them. Only places that see an error ask.
    private(set) lazy var seenCodes = codesSeen()
    /// Whether an expression of the file may read `previous`. Only a `repeat` asks.
    private(set) lazy var readsPrevious = declaration.name.span.source.whole.text
        .contains(ExpressionVariable.previous.rawValue)

    init(
        _ declaration: WorkflowDeclaration,
        namespace: Namespace,
        runnable: [WorkflowName: Workflow],
        resolver: TypeResolver,
        policyUses: NameUses,
        findings: Findings
    ) {
        self.declaration = declaration
        self.namespace = namespace
        self.runnable = runnable
        self.policyUses = policyUses
        self.findings = findings
        index = StepIndex(declaration, findings: findings)
        input =
            declaration.input.map { resolver.resolve($0) }
            ?? (declaration.isPartial ? .unknown : nil)
        output = declaration.output.map { resolver.resolve($0) } ?? .null
        outcomes = Dictionary(
            declaration.outcomes.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The graph, sound unless a finding is an error. One about the file that is left out does not
    /// count.
    func graph(digest: DefinitionDigest, besides other: SourceText? = nil) -> WorkflowGraph {
        let key = declaration.key.flatMap {
            expressions.compile($0, at: .key(input: input), expecting: .string)
        }
        let start = declaration.start.flatMap(start)
        checkDefaults()
        walk(
            declaration.steps,
            ListPosition(scope: .root, list: declaration.steps, inside: nil),
            entered: Facts(stepCount: declaration.stepCount),
            isReached: true
        )
        reportUnnamedEnds()
        walkAfter()
        let invariants = invariants
        let built = (0..<declaration.stepCount).compactMap { nodes[NodeID($0)] }
        guard built.count == declaration.stepCount else { return .broken }
        let workflow = Workflow(
            name: declaration.name.value,
            version: declaration.version,
            summary: declaration.summary,
            digest: digest,
            input: input ?? .null,
            output: output,
            outcomes: declaration.outcomes,
            key: key,
            start: start,
            timeout: declaration.timeout,
            invariants: invariants,
            events: namespace.events.values.sorted { $0.type < $1.type },
            contracts: namespace.contracts.values.sorted { $0.name < $1.name },
            scopes: scopes,
            nodes: built,
            span: declaration.name.span
        )
        if !findings.hasErrors(besides: other) { return .sound(workflow) }
        let isWhole =
            !findings.hasErrorsInGraph && !expressions.hasLostControl && !hasLostOutcome
        return isWhole ? .draft(workflow) : .broken
    }

    private var scopes: [Scope] {
        index.scopes.enumerated().map { number, scope in
            let id = ScopeID(number)
            return Scope(
                id: id,
                kind: scope.kind,
                parent: scope.parent,
                owner: scope.owner,
                entry: scope.steps.steps.first.map { .node($0.node) } ?? .end(id),
                span: scope.span
            )
        }
    }

    private func checkDefaults() {
        guard let retry = declaration.defaults.retry else { return }
        checkCompleteness(of: retry)
        checkCodes(of: retry, raised: knownCodes)
    }

    /// Ways to the end without an outcome, where outcomes are declared.
    private func reportUnnamedEnds() {
        let ends = unnamedEnds.sorted()
        guard !declaration.outcomes.isEmpty, !findings.hasErrors, let first = ends.first,
            let entry = index.entries[first]
        else { return }
        let others = ends.dropFirst().prefix(5).compactMap { index.entries[$0]?.id.span }
        findings.report(
            Diagnostic(
                .missingFinish,
                "the workflow can end after `\(entry.id.value)` without an outcome",
                at: entry.id.span,
                label: "the end may follow this step",
                labels: others.map { .init($0, "and this one") },
                help: [
                    "end with `finish:` and one of \(quoted(declaration.outcomes.map(\.name.rawValue)))"
                ]
            )
        )
    }
}
