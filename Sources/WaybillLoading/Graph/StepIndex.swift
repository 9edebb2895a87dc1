import WaybillDiagnostics
import WaybillModel

/// Where each step of a workflow stands: its scope, and the scopes around that.
struct StepIndex {
    struct Entry {
        let id: Located<StepID>
        let scope: ScopeID
        /// The first step of its list, which tells lists apart.
        let list: NodeID
        /// Its position in the list.
        let position: Int
    }

    /// A scope as declared; the first is the workflow itself.
    struct ScopeEntry {
        let kind: Scope.Kind
        let parent: ScopeID?
        let owner: NodeID?
        let steps: StepList
        let span: Span
    }

    private(set) var entries: [NodeID: Entry] = [:]
    private(set) var scopes: [ScopeEntry] = []
    /// Where each id is said first, those of the steps that undo a step included.
    private var places: [StepID: Span] = [:]
    /// The first step of each id.
    private(set) var byID: [StepID: NodeID] = [:]
    /// The scopes that a step owns.
    private(set) var owned: [NodeID: [ScopeID]] = [:]
    /// The lists under `after`, in the order of the file.
    private(set) var after: [ScopeID] = []
    /// The codes that `fail` raises, with the scope that each stands in.
    private(set) var raised: [(code: ErrorCode, scope: ScopeID)] = []
    /// The handlers that are called, with the scope that each call stands in.
    private(set) var called: [(handler: HandlerName, scope: ScopeID)] = []
    /// The workflows that are run and waited for, with the scope that each run stands in.
    private(set) var run: [(workflow: WorkflowName, scope: ScopeID)] = []

    init(_ workflow: WorkflowDeclaration, findings: Findings) {
        scopes = [
            ScopeEntry(
                kind: .workflow,
                parent: nil,
                owner: nil,
                steps: workflow.steps,
                span: workflow.name.span
            )
        ]
        add(workflow.steps, in: .root, findings)
        for list in workflow.after {
            let scope = ScopeID(scopes.count)
            scopes.append(
                ScopeEntry(
                    kind: .after(Ending(list.ending.value)),
                    parent: .root,
                    owner: nil,
                    steps: list.steps,
                    span: list.ending.span
                )
            )
            after.append(scope)
            add(list.steps, in: scope, findings)
        }
    }

    /// Whether a scope is another, or lies inside it.
    func isScope(_ inner: ScopeID, within outer: ScopeID) -> Bool {
        var current: ScopeID? = inner
        while let id = current, scopes.indices.contains(id.index) {
            if id == outer { return true }
            current = scopes[id.index].parent
        }
        return false
    }

    /// Whether steps of a scope can see a node, once it has run: it stands in the scope or around it,
    /// or inside lists there that show what is in them.
    func isVisible(_ node: NodeID, from scope: ScopeID) -> Bool {
        guard var outer = entries[node]?.scope else { return false }
        while scopes.indices.contains(outer.index), scopes[outer.index].kind.isTransparent,
            !isScope(scope, within: outer), let parent = scopes[outer.index].parent
        {
            outer = parent
        }
        return isScope(scope, within: outer)
    }

    func name(_ node: NodeID) -> String { entries[node]?.id.value.rawValue ?? "" }

    private mutating func add(_ list: StepList, in scope: ScopeID, _ findings: Findings) {
        for (position, step) in list.steps.enumerated() {
            entries[step.node] = Entry(
                id: step.id,
                scope: scope,
                list: list.steps[0].node,
                position: position
            )
            add(step, in: scope, findings)
        }
    }

    private mutating func add(
        _ step: StepDeclaration,
        in scope: ScopeID,
        _ findings: Findings
    ) {
        if isNew(step.id, findings) { byID[step.id.value] = step.node }
        if case .steps(let undo)? = step.compensation {
            for id in undo.compactMap(\.id) { _ = isNew(id, findings) }
        }
        switch step.action {
        case .scope(let list, _, _): own(list, .scope, step, in: scope, findings)
        case .parallel(let parallel):
            for branch in parallel.branches {
                own(branch.steps, .branch(branch.name.value), step, in: scope, findings)
            }
        case .forEach(let forEach): own(forEach.steps, .iteration, step, in: scope, findings)
        case .repeat(let rounds): own(rounds.steps, .round, step, in: scope, findings)
        case .await(let awaited):
            if let reminder = awaited.reminder {
                own(reminder.steps, .reminder, step, in: scope, findings)
            }
        case .route(let rules, let otherwise, _):
            for rule in rules { add(rule.flow, in: scope, findings) }
            if let otherwise { add(otherwise, in: scope, findings) }
        case .call(let call): called.append((call.handler.value, scope))
        case .fail(let fail): raised.append((fail.code.value, scope))
        case .run(let child):
            if child.detach == nil { run.append((child.workflow.value, scope)) }
        case .wait, .waitUntil, .emit, .allocate, .set, .finish, .poisoned: break
        }
        for rule in step.catches { add(rule.flow, in: scope, findings) }
    }

    /// Whether nothing before has this id; a finding when something has.
    private mutating func isNew(_ id: Located<StepID>, _ findings: Findings) -> Bool {
        if let first = places[id.value] {
            findings.report(.duplicateName(id.value.rawValue, "step", at: id.span, first: first))
            return false
        }
        guard !id.value.rawValue.isEmpty else { return false }
        places[id.value] = id.span
        return true
    }

    private mutating func own(
        _ list: StepList,
        _ kind: Scope.Kind,
        _ step: StepDeclaration,
        in scope: ScopeID,
        _ findings: Findings
    ) {
        let inner = ScopeID(scopes.count)
        scopes.append(
            ScopeEntry(kind: kind, parent: scope, owner: step.node, steps: list, span: step.id.span)
        )
        owned[step.node, default: []].append(inner)
        add(list, in: inner, findings)
    }

    private mutating func add(
        _ flow: FlowDeclaration,
        in scope: ScopeID,
        _ findings: Findings
    ) {
        switch flow {
        case .steps(let list): add(list, in: scope, findings)
        case .fail(let fail): raised.append((fail.code.value, scope))
        case .to, .finish, .poisoned: break
        }
    }
}
