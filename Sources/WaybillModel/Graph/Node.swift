package import CEL
package import WaybillDiagnostics

/// The position of a node in ``Workflow/nodes``.
package struct NodeID: Hashable, Sendable, Comparable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
    package static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// The position of a scope in ``Workflow/scopes``; the first is the workflow itself.
package struct ScopeID: Hashable, Sendable, Comparable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
    package static func < (left: ScopeID, right: ScopeID) -> Bool { left.index < right.index }
    package static let root = ScopeID(0)
}

/// A step of the workflow as a node of the graph: what it does, and where control goes from it. It
/// never changes, and is a class since all that walk over the graph would copy it.
package final class Node: Sendable {
    package let id: NodeID
    package let step: StepID
    /// The scope whose list, or a rule's list inside it, it stands in.
    package let scope: ScopeID
    package let summary: String?
    /// Skips the step unless it holds.
    package let condition: Program?
    package let action: Action
    /// Of one attempt for a call, of the whole step otherwise.
    package let timeout: TimeLimit?
    package let retry: RetryPolicy
    /// In the order tried.
    package let catches: [CatchRule]
    package let compensation: Compensation?
    package let isPivot: Bool
    /// The type of `steps.<id>`; `.null` when the action gives nothing.
    package let output: ValueType
    /// Where control goes when it is done: the step after it in its list, or beyond.
    package let next: Target
    /// The step whose `catch` rule it stands in, the innermost: its error is what expressions of
    /// this node see as `error`.
    package let caught: NodeID?
    /// Where the step's id stands.
    package let span: Span

    package init(
        id: NodeID,
        step: StepID,
        scope: ScopeID,
        summary: String? = nil,
        condition: Program? = nil,
        action: Action,
        timeout: TimeLimit? = nil,
        retry: RetryPolicy = .never,
        catches: [CatchRule] = [],
        compensation: Compensation? = nil,
        isPivot: Bool = false,
        output: ValueType = .null,
        next: Target,
        caught: NodeID? = nil,
        span: Span
    ) {
        self.id = id
        self.step = step
        self.scope = scope
        self.summary = summary
        self.condition = condition
        self.action = action
        self.timeout = timeout
        self.retry = retry
        self.catches = catches
        self.compensation = compensation
        self.isPivot = isPivot
        self.output = output
        self.next = next
        self.caught = caught
        self.span = span
    }
}

/// Where control goes.
package enum Target: Sendable {
    /// A later step, of this scope or of one around it.
    case node(NodeID)
    /// The end of the list of this scope.
    case end(ScopeID)
    case finish(Finish)
    case fail(Fail)
}
