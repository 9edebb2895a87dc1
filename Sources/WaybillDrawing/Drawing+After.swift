import WaybillModel

extension Drawing {
    /// The steps that follow an ending, each list in a box of its own.
    func drawAfter(_ writer: inout DOTWriter) {
        for scope in workflow.scopes {
            guard case .after(let ending) = scope.kind else { continue }
            if case .status(let status) = ending { drawStatus(status, &writer) }
            drawBox(Self.clusterName(of: scope.id), label: "after \(ending.name)", &writer) {
                writer in
                drawList(of: scope.id, &writer)
                drawPoint(Self.endName(of: scope.id), "the end of what follows", &writer)
            }
        }
    }

    /// What stands for all the runs that end in a status, whatever brought them there.
    private func drawStatus(_ status: Ending.Status, _ writer: inout DOTWriter) {
        writer.node(
            Self.name(of: .status(status)),
            [
                DOTAttribute("label", status.rawValue), DOTAttribute("shape", "plain"),
                DOTAttribute("style", ""),
            ]
        )
    }

    /// What the steps that follow an ending are reached from.
    static func name(of ending: Ending) -> String {
        switch ending {
        case .status(let status): "ending \(status.rawValue)"
        case .outcome(let outcome): name(of: outcome)
        }
    }
}
