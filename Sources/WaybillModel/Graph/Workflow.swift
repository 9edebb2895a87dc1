package import CEL
package import WaybillDiagnostics

/// A workflow as a typed graph: everything is resolved and checked, and each part knows its place
/// in the file. Lint, drawings and the interpreter all read this.
package struct Workflow: Sendable {
    package let name: WorkflowName
    /// The author's number; what pins a run is the digest.
    package let version: Int
    package let summary: String?
    /// Of all the files that define it.
    package let digest: DefinitionDigest
    package let input: ValueType
    /// `.null` when it declares none.
    package let output: ValueType
    package let outcomes: [Outcome]
    /// Gives the run's key, a string, from `input`; without it each run is its own.
    package let key: Program?
    /// The events that start runs, if any do.
    package let start: Start?
    /// Of the run, until its pivot.
    package let timeout: TimeLimit?
    /// Held against every end of a run.
    package let invariants: [Invariant]
    package let events: [EventDeclaration]
    /// All contracts in sight, by name.
    package let contracts: [HandlerContract]
    /// The first is the workflow itself; a parent stands before its children.
    package let scopes: [Scope]
    /// In the order of the file.
    package let nodes: [Node]
    /// Where its name stands.
    package let span: Span

    package init(
        name: WorkflowName,
        version: Int,
        summary: String?,
        digest: DefinitionDigest,
        input: ValueType,
        output: ValueType,
        outcomes: [Outcome],
        key: Program?,
        start: Start? = nil,
        timeout: TimeLimit?,
        invariants: [Invariant] = [],
        events: [EventDeclaration],
        contracts: [HandlerContract],
        scopes: [Scope],
        nodes: [Node],
        span: Span
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.digest = digest
        self.input = input
        self.output = output
        self.outcomes = outcomes
        self.key = key
        self.start = start
        self.timeout = timeout
        self.invariants = invariants
        self.events = events
        self.contracts = contracts
        self.scopes = scopes
        self.nodes = nodes
        self.span = span
    }

    /// A node by its position; `nil` for a position that is not of this workflow.
    package func node(_ id: NodeID) -> Node? {
        nodes.indices.contains(id.index) ? nodes[id.index] : nil
    }

    /// A scope by its position; `nil` for a position that is not of this workflow.
    package func scope(_ id: ScopeID) -> Scope? {
        scopes.indices.contains(id.index) ? scopes[id.index] : nil
    }

    /// A node by its step's id.
    package func node(named step: StepID) -> Node? {
        nodes.first { $0.step == step }
    }

    /// Whether a scope is another, or lies inside it.
    package func isScope(_ inner: ScopeID, within outer: ScopeID) -> Bool {
        var current: ScopeID? = inner
        while let id = current {
            if id == outer { return true }
            current = scope(id)?.parent
        }
        return false
    }
}

/// A list of steps that fails and is undone as one.
package struct Scope: Sendable {
    /// What the list is to the step it belongs to.
    package enum Kind: Hashable, Sendable {
        /// The workflow's own list.
        case workflow
        /// The steps of a `scope`.
        case scope
        /// A branch of a `parallel`.
        case branch(String)
        /// The body of a `for_each`.
        case iteration
        /// The body of a `repeat`.
        case round
        /// The steps of a `remind`.
        case reminder
        /// The steps that run once the ending of the run is decided, under `after`.
        case after(Ending)

        /// Whether control stays inside until the list ends or fails: no `to`, `end` or `finish`
        /// leads out of it.
        package var isClosed: Bool {
            switch self {
            case .workflow, .scope: false
            case .branch, .iteration, .round, .reminder, .after: true
            }
        }

        /// Whether its steps run once the ending of the run is decided.
        package var isAfterEnding: Bool {
            if case .after = self { true } else { false }
        }

        /// Whether the steps after the list see the outputs of the steps inside.
        package var isTransparent: Bool {
            switch self {
            case .workflow, .scope, .iteration, .reminder, .after: false
            case .branch, .round: true
            }
        }
    }

    package let id: ScopeID
    package let kind: Kind
    /// `nil` for the workflow itself.
    package let parent: ScopeID?
    /// The step it belongs to; `nil` for the workflow itself and for what follows its endings.
    package let owner: NodeID?
    /// Where control goes first.
    package let entry: Target
    package let span: Span

    package init(
        id: ScopeID,
        kind: Kind,
        parent: ScopeID?,
        owner: NodeID?,
        entry: Target,
        span: Span
    ) {
        self.id = id
        self.kind = kind
        self.parent = parent
        self.owner = owner
        self.entry = entry
        self.span = span
    }
}
