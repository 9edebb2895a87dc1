import WaybillDiagnostics
import WaybillModel

extension Linter {
    /// WB0602, of what a workflow's own file declares.
    ///
    /// - Parameters:
    ///   - shared: The types and policies in sight.
    ///   - endsUnnamed: Whether the run can end without an outcome: one that is not used is then the
    ///     same mistake, and has its finding.
    static func lint(
        declarationsOf workflow: Workflow,
        shared: [DeclaredName],
        endsUnnamed: Bool
    ) -> [Diagnostic] {
        let own = workflow.span.source
        let uses = DeclarationUses(of: workflow)
        let outcomes = workflow.outcomes.map { outcome in
            DeclaredName(
                kind: .outcome,
                name: outcome.name.rawValue,
                span: outcome.span,
                isUsed: endsUnnamed || uses.outcomes.contains(outcome.name)
            )
        }
        return (uses.names + shared + outcomes).filter { $0.span.source === own && !$0.isUsed }
            .map { .unusedDeclaration($0, by: "nothing in this workflow") }
    }
}

/// A name that a file declares, for others to use.
struct DeclaredName {
    enum Kind: String {
        case type
        case event
        case handler
        case policy
        case outcome
        case binding
    }

    let kind: Kind
    let name: String
    let span: Span
    let isUsed: Bool
}

/// What a workflow uses of what it sees.
struct DeclarationUses {
    /// The contracts and the events in sight.
    let names: [DeclaredName]
    let outcomes: Set<OutcomeName>

    init(of workflow: Workflow) {
        let called = Set(workflow.calledHandlers.map(\.name))
        let started = [workflow.start?.event.type].compactMap(\.self)
        let events = Set(workflow.nodes.flatMap(\.eventTypes) + started)
        names =
            workflow.contracts.map {
                DeclaredName(
                    kind: .handler,
                    name: $0.name.rawValue,
                    span: $0.span,
                    isUsed: called.contains($0.name)
                )
            }
            + workflow.events.map {
                DeclaredName(
                    kind: .event,
                    name: $0.type.rawValue,
                    span: $0.span,
                    isUsed: events.contains($0.type)
                )
            }
        outcomes = Set(workflow.nodes.flatMap(\.outcomes))
    }
}

extension Node {
    /// The event types it waits for or publishes.
    fileprivate var eventTypes: [EventType] { awaitedTypes + emitted.map(\.event.type) }

    /// The outcomes that the run can end with here.
    fileprivate var outcomes: [OutcomeName] {
        var targets = catches.map(\.target)
        if case .finish(let finish) = action { targets.append(.finish(finish)) }
        if case .route(let route) = action {
            targets += route.rules.map(\.target) + [route.otherwise].compactMap(\.self)
        }
        return targets.compactMap { target in
            if case .finish(let finish) = target { finish.outcome.name } else { nil }
        }
    }
}

extension Diagnostic {
    static func unusedDeclaration(_ declared: DeclaredName, by whom: String) -> Diagnostic {
        let what = declared.kind == .binding ? "handler" : declared.kind.rawValue
        let help: String =
            switch declared.kind {
            case .type: "remove it, or give it to something as its type"
            case .event: "remove it, or use it: in an `await`, an `emit` or a `start`"
            case .handler: "remove its contract, or call it"
            case .policy: "remove it, or let an `allocate` name it"
            case .outcome: "remove it, or end with it: `finish: \(declared.name)`"
            case .binding: "remove the binding, or mend the name"
            }
        return Diagnostic(
            .unusedDeclaration,
            "the \(what) `\(declared.name)` is used by \(whom)",
            at: declared.span,
            label: "not used",
            help: [help]
        )
    }
}
