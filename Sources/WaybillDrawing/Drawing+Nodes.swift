import WaybillModel

extension Drawing {
    static let start = "start"

    static func name(of node: Node) -> String { "step \(node.step)" }
    static func undoName(of node: Node) -> String { "undo \(node.step)" }
    static func endName(of scope: ScopeID) -> String { "end \(scope.index)" }
    static func clusterName(of scope: ScopeID) -> String { "cluster \(scope.index)" }

    /// The steps of a scope, each scope among them in a box of its own.
    func drawList(of scope: ScopeID, _ writer: inout DOTWriter) {
        for node in workflow.nodes where node.scope == scope {
            if case .scope(let inner, _) = node.action {
                drawScope(inner, of: node, &writer)
            } else {
                drawStep(node, &writer)
            }
        }
    }

    private func drawScope(_ scope: ScopeID, of node: Node, _ writer: inout DOTWriter) {
        writer.block("subgraph \(DOTText.quoted(Self.clusterName(of: scope)))") { writer in
            writer.attribute(DOTAttribute("style", "rounded,filled"))
            writer.attribute(DOTAttribute("color", Palette.quiet))
            writer.attribute(DOTAttribute("fillcolor", Palette.scope))
            drawStep(node, &writer)
            drawList(of: scope, &writer)
            writer.node(
                Self.endName(of: scope),
                [
                    DOTAttribute("shape", "point"), DOTAttribute("width", "0.08"),
                    DOTAttribute(tooltip: "the end of \(node.step)"),
                ]
            )
        }
    }

    private func drawStep(_ node: Node, _ writer: inout DOTWriter) {
        let state = run?[node.step]
        var attributes = [
            DOTAttribute(label: NodeLabel(node: node, state: state).html),
            DOTAttribute("fillcolor", state.map(Palette.fill) ?? Palette.fill(of: node)),
            DOTAttribute(tooltip: node.summary ?? node.step.rawValue),
        ]
        attributes += Self.shape(of: node.action)
        if node.isPivot {
            attributes += [
                DOTAttribute("penwidth", "3"), DOTAttribute("color", Palette.pivotLine),
            ]
        }
        writer.node(Self.name(of: node), attributes)
        if case .call(let undo) = node.compensation { drawUndo(undo, of: node, &writer) }
    }

    /// The undo of a step stands beside it.
    private func drawUndo(_ undo: UndoCall, of node: Node, _ writer: inout DOTWriter) {
        let isUndone = run?[node.step] == .undone
        writer.block("") { writer in
            writer.attribute(DOTAttribute("rank", "same"))
            writer.line("\(DOTText.quoted(Self.name(of: node)));")
            writer.node(
                Self.undoName(of: node),
                [
                    DOTAttribute("label", "undo: \(undo.call.contract.name)"),
                    DOTAttribute("fontsize", "9"), DOTAttribute("height", "0.25"),
                    DOTAttribute("margin", "0.08,0.04"),
                    DOTAttribute("style", "dashed,filled"),
                    DOTAttribute("fillcolor", isUndone ? Palette.undo : Palette.blank),
                ]
            )
        }
    }

    private static func shape(of action: Action) -> [DOTAttribute] {
        switch action {
        case .call, .finish, .fail: []
        case .set: [DOTAttribute("style", "filled")]
        case .route: [DOTAttribute("shape", "diamond"), DOTAttribute("style", "filled")]
        case .await, .wait:
            [
                DOTAttribute("shape", "hexagon"), DOTAttribute("style", "filled"),
                DOTAttribute("margin", "0"),
            ]
        case .scope: [DOTAttribute("shape", "tab"), DOTAttribute("style", "filled")]
        }
    }
}
