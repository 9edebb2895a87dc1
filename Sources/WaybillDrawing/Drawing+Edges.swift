import WaybillModel

extension Drawing {
    func drawEdges(_ writer: inout DOTWriter) {
        drawEntries(&writer)
        drawJoins(&writer)
        for edge in workflow.edges { drawEdge(edge, &writer) }
    }

    /// The way into each list: from the start, from the step of a scope, and from an ending.
    private func drawEntries(_ writer: inout DOTWriter) {
        for scope in workflow.scopes {
            guard let entry = name(of: scope.entry) else { continue }
            let isReminder = scope.kind == .reminder
            writer.edge(
                entrance(to: scope),
                entry,
                isReminder ? Self.again : Self.style(of: .next)
            )
        }
    }

    private func entrance(to scope: Scope) -> String {
        if case .after(let ending) = scope.kind { return Self.name(of: ending) }
        return scope.owner.flatMap(workflow.node).map(Self.name(of:)) ?? Self.start
    }

    /// The ways from the ends of branches to where they join, and from one round to the next.
    private func drawJoins(_ writer: inout DOTWriter) {
        for node in workflow.nodes {
            switch node.action {
            case .parallel(let parallel):
                for branch in parallel.branches {
                    let end = Self.endName(of: branch.scope)
                    writer.edge(end, Self.joinName(of: node), Self.style(of: .next))
                }
            case .repeat(let rounds):
                writer.edge(
                    Self.endName(of: rounds.body),
                    Self.name(of: node),
                    [
                        DOTAttribute(label: " again "), DOTAttribute("style", "dotted"),
                        DOTAttribute("constraint", "false"),
                    ]
                )
            default: continue
            }
        }
    }

    private func drawEdge(_ edge: Edge, _ writer: inout DOTWriter) {
        guard let node = workflow.node(edge.from), let target = name(of: edge.to, from: node)
        else { return }
        var attributes = Self.style(of: edge.kind)
        let lines = labelLines(of: edge, from: node)
        if !lines.isEmpty {
            attributes.append(
                DOTAttribute(
                    label: " " + lines.map(DOTText.html).joined(separator: " <BR/> ") + " "
                )
            )
        }
        var source = Self.name(of: node)
        if let box = box(of: node), edge.kind != .compensation {
            source = box.end
            // An error leaves the box, wherever in it it comes from.
            if edge.kind != .next { attributes.append(DOTAttribute("ltail", box.cluster)) }
        }
        writer.edge(source, target, attributes)
    }

    /// The box that a step with lists of its own is drawn as, and where control leaves it.
    private func box(of node: Node) -> (cluster: String, end: String)? {
        if case .parallel = node.action {
            return (Self.clusterName(of: node), Self.joinName(of: node))
        }
        if case .await = node.action { return nil }
        return node.action.scopes.first.map { (Self.clusterName(of: $0), Self.endName(of: $0)) }
    }

    private func labelLines(of edge: Edge, from node: Node) -> [String] {
        let lines = edge.label.map(ShortExpression.lines) ?? []
        switch (edge.kind, node.action) {
        case (.timeout, .await), (.timeout, .scope), (.timeout, .parallel), (.timeout, .forEach),
            (.timeout, .repeat), (.timeout, .run):
            return lines + (node.timeout?.duration.map { ["after \($0.text)"] } ?? [])
        default: return lines
        }
    }

    /// The way into what runs again and again.
    private static let again = [
        DOTAttribute(label: " again and again "), DOTAttribute("style", "dotted"),
    ]

    private static func style(of kind: Edge.Kind) -> [DOTAttribute] {
        switch kind {
        case .next: [DOTAttribute("weight", "10")]
        case .rule: coloured(Palette.rule)
        case .error: coloured(Palette.error)
        case .timeout: coloured(Palette.timeout) + [DOTAttribute("style", "dotted")]
        case .compensation:
            [DOTAttribute("style", "dashed"), DOTAttribute("arrowhead", "open")]
        }
    }

    private static func coloured(_ colour: String) -> [DOTAttribute] {
        [DOTAttribute("color", colour), DOTAttribute("fontcolor", colour)]
    }

    private func name(of target: Target) -> String? {
        switch target {
        case .node(let id): workflow.node(id).map(Self.name(of:))
        case .end(let scope): Self.endName(of: scope)
        case .finish(let finish): Self.name(of: finish.outcome.name)
        case .fail(let fail): Self.name(ofFailure: fail.code)
        }
    }

    private func name(of end: Edge.End, from node: Node) -> String? {
        switch end {
        case .node(let id): workflow.node(id).map(Self.name(of:))
        case .end(let scope): Self.endName(of: scope)
        case .outcome(let outcome): Self.name(of: outcome.name)
        case .failure(let code): Self.name(ofFailure: code)
        case .undo, .undoEvent: Self.undoName(of: node)
        }
    }
}
