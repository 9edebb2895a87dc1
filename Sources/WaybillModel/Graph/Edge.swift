import CEL
package import WaybillDiagnostics

/// An edge of the graph: a way that control can take.
package struct Edge: Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// To the step after it in its list.
        case next
        /// By a rule of a route.
        case rule
        /// By a catch rule.
        case error
        /// By a catch rule for `timeout`.
        case timeout
        /// From a step to the call or the event that undoes it.
        case compensation
    }

    package enum End: Sendable {
        case node(NodeID)
        case end(ScopeID)
        case outcome(Outcome)
        case failure(ErrorCode)
        /// The handler that undoes the step the edge comes from, first if there are several.
        case undo(HandlerName)
        /// The event that undoes it.
        case undoEvent(EventType)
    }

    package let from: NodeID
    package let to: End
    package let kind: Kind
    /// What makes control go this way: a condition's text, an error's code.
    package let label: String?
    package let span: Span
}

extension Workflow {
    /// All edges, by the node they start from and then in the order of the file. They are read off
    /// the nodes: there is no second list that could disagree.
    package var edges: [Edge] { nodes.flatMap(edges(from:)) }

    private func edges(from node: Node) -> [Edge] {
        var edges: [Edge] = []
        func add(_ target: Target, _ kind: Edge.Kind, _ label: String?, _ span: Span) {
            edges.append(
                Edge(from: node.id, to: target.edgeEnd, kind: kind, label: label, span: span)
            )
        }
        switch node.action {
        case .route(let route):
            for rule in route.rules {
                add(rule.target, .rule, rule.condition.text, rule.span)
            }
            if let otherwise = route.otherwise { add(otherwise, .rule, "else", node.span) }
        case .finish(let finish): add(.finish(finish), .next, nil, finish.span)
        case .fail(let fail): add(.fail(fail), .next, nil, fail.span)
        case .call, .scope, .parallel, .forEach, .repeat, .await, .wait, .emit, .run, .allocate,
            .set:
            add(node.next, .next, nil, node.span)
        }
        if node.condition != nil, !node.goesOn { add(node.next, .next, "skipped", node.span) }
        for rule in node.catches {
            add(rule.target, rule.edgeKind, rule.edgeLabel, rule.span)
        }
        if let (end, span) = node.compensation?.steps.first?.end {
            edges.append(
                Edge(from: node.id, to: end, kind: .compensation, label: nil, span: span)
            )
        }
        return edges
    }
}

extension Target {
    fileprivate var edgeEnd: Edge.End {
        switch self {
        case .node(let id): .node(id)
        case .end(let scope): .end(scope)
        case .finish(let finish): .outcome(finish.outcome)
        case .fail(let fail): .failure(fail.code)
        }
    }
}

extension UndoStep {
    /// What it does, and where that stands.
    fileprivate var end: (Edge.End, Span) {
        switch action {
        case .call(let undo): (.undo(undo.call.contract.name), undo.call.span)
        case .emit(let emit): (.undoEvent(emit.event.type), emit.span)
        }
    }
}

extension Node {
    /// Whether control goes on to the step after it when it is done, and not only when it is skipped.
    fileprivate var goesOn: Bool {
        switch action {
        case .call, .scope, .parallel, .forEach, .repeat, .await, .wait, .emit, .run, .allocate,
            .set:
            true
        case .route, .finish, .fail: false
        }
    }
}

extension CatchRule {
    fileprivate var edgeKind: Edge.Kind {
        codes == .only([.timeout]) ? .timeout : .error
    }

    fileprivate var edgeLabel: String {
        let errors =
            switch codes {
            case .any: "any error"
            case .only(let codes): codes.map(\.rawValue).joined(separator: ", ")
            }
        return condition.map { "\(errors) when \($0.text)" } ?? errors
    }
}
