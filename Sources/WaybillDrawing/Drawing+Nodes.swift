import WaybillModel

extension Drawing {
    static let start = "start"

    static func name(of node: Node) -> String { "step \(node.step)" }
    static func undoName(of node: Node) -> String { "undo \(node.step)" }
    static func endName(of scope: ScopeID) -> String { "end \(scope.index)" }
    static func clusterName(of scope: ScopeID) -> String { "cluster \(scope.index)" }
    static func clusterName(of node: Node) -> String { "cluster of \(node.step)" }
    static func joinName(of node: Node) -> String { "join \(node.step)" }

    /// The steps of a scope, each scope among them in a box of its own.
    func drawList(of scope: ScopeID, _ writer: inout DOTWriter) {
        for node in workflow.nodes where node.scope == scope {
            switch (node.action, node.action.scopes.first) {
            case (.parallel(let parallel), _): drawParallel(parallel, of: node, &writer)
            case (.await(let awaited), _?):
                drawStep(node, &writer)
                if let reminder = awaited.reminder { drawReminder(reminder, of: node, &writer) }
            case (_, let inner?): drawScope(inner, of: node, &writer)
            case (_, nil): drawStep(node, &writer)
            }
        }
    }

    /// A box with a box for each branch, and the point where they join.
    private func drawParallel(_ parallel: Parallel, of node: Node, _ writer: inout DOTWriter) {
        drawBox(Self.clusterName(of: node), &writer) { writer in
            drawStep(node, &writer)
            for branch in parallel.branches {
                drawBox(Self.clusterName(of: branch.scope), label: branch.name, &writer) { writer in
                    drawList(of: branch.scope, &writer)
                    drawPoint(Self.endName(of: branch.scope), "the end of \(branch.name)", &writer)
                }
            }
            drawPoint(Self.joinName(of: node), "where \(node.step) joins", &writer)
        }
    }

    func drawBox(
        _ name: String,
        label: String = "",
        _ writer: inout DOTWriter,
        _ content: (inout DOTWriter) -> Void
    ) {
        writer.block("subgraph \(DOTText.quoted(name))") { writer in
            writer.attribute(DOTAttribute("style", "rounded,filled"))
            writer.attribute(DOTAttribute("color", Palette.quiet))
            writer.attribute(DOTAttribute("fillcolor", Palette.scope))
            // Said even where there is none: a box has the label of the one around it otherwise.
            writer.attribute(DOTAttribute("label", label))
            writer.attribute(DOTAttribute("fontsize", "10"))
            content(&writer)
        }
    }

    func drawPoint(_ name: String, _ tooltip: String, _ writer: inout DOTWriter) {
        writer.node(
            name,
            [
                DOTAttribute("shape", "point"), DOTAttribute("width", "0.08"),
                DOTAttribute(tooltip: tooltip),
            ]
        )
    }

    private func drawScope(_ scope: ScopeID, of node: Node, _ writer: inout DOTWriter) {
        drawBox(Self.clusterName(of: scope), &writer) { writer in
            drawStep(node, &writer)
            drawList(of: scope, &writer)
            drawPoint(Self.endName(of: scope), "the end of \(node.step)", &writer)
        }
    }

    /// A box beside the step: control goes on from the step itself.
    private func drawReminder(_ reminder: Reminder, of node: Node, _ writer: inout DOTWriter) {
        let label = "every \(reminder.every.text)"
        drawBox(Self.clusterName(of: reminder.body), label: label, &writer) { writer in
            drawList(of: reminder.body, &writer)
            drawPoint(Self.endName(of: reminder.body), "the end of a reminder", &writer)
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
        let means = (node.compensation?.steps ?? []).map { undo in
            switch undo.action {
            case .call(let undo): "\(undo.call.contract.name)"
            case .emit(let emit): "emit \(emit.event.type)"
            }
        }
        if !means.isEmpty { drawUndo(means.joined(separator: ", then "), of: node, &writer) }
    }

    /// The undo of a step stands beside it.
    private func drawUndo(_ means: String, of node: Node, _ writer: inout DOTWriter) {
        let isUndone = run?[node.step] == .undone
        writer.block("") { writer in
            writer.attribute(DOTAttribute("rank", "same"))
            writer.line("\(DOTText.quoted(Self.name(of: node)));")
            writer.node(
                Self.undoName(of: node),
                [
                    DOTAttribute("label", "undo: \(means)"),
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
        case .emit:
            [
                DOTAttribute("shape", "parallelogram"), DOTAttribute("style", "filled"),
                DOTAttribute("margin", "0"),
            ]
        case .route: [DOTAttribute("shape", "diamond"), DOTAttribute("style", "filled")]
        case .await, .wait:
            [
                DOTAttribute("shape", "hexagon"), DOTAttribute("style", "filled"),
                DOTAttribute("margin", "0"),
            ]
        case .allocate:
            [
                DOTAttribute("shape", "house"), DOTAttribute("style", "filled"),
                DOTAttribute("margin", "0"),
            ]
        case .run: [DOTAttribute("shape", "component"), DOTAttribute("style", "filled")]
        case .scope, .parallel, .forEach, .repeat:
            [DOTAttribute("shape", "tab"), DOTAttribute("style", "filled")]
        }
    }
}
