import WaybillModel

extension Drawing {
    static func name(of outcome: OutcomeName) -> String { "outcome \(outcome)" }
    static func name(ofFailure code: ErrorCode) -> String { "failure \(code)" }

    /// The ways the run may end that some edge leads to: outcomes, errors raised on purpose, and the
    /// end of the list.
    func drawEndings(_ writer: inout DOTWriter) {
        let ends = workflow.edges.map(\.to)
        for outcome in workflow.outcomes where ends.contains(where: { $0.isOutcome(outcome.name) })
        {
            drawOutcome(outcome, &writer)
        }
        var drawn: Set<ErrorCode> = []
        for case .failure(let code) in ends where drawn.insert(code).inserted {
            drawFailure(code, &writer)
        }
        if ends.contains(where: \.isEndOfRun) {
            writer.node(
                Self.endName(of: .root),
                [
                    DOTAttribute("label", "end"), DOTAttribute("peripheries", "2"),
                    fill(Palette.keep, isReached: false),
                ]
            )
        }
    }

    private func drawOutcome(_ outcome: Outcome, _ writer: inout DOTWriter) {
        let isKept = outcome.disposition == .keep
        let words = isKept ? "ends here" : "undoes everything first"
        writer.node(
            Self.name(of: outcome.name),
            [
                DOTAttribute(
                    label: "<B>\(DOTText.html(outcome.name.rawValue))</B><BR/>"
                        + "<FONT POINT-SIZE=\"9\">\(words)</FONT>"
                ),
                DOTAttribute("shape", isKept ? "box" : "octagon"),
                DOTAttribute("style", isKept ? "rounded,filled" : "filled"),
                DOTAttribute("peripheries", "2"),
                fill(isKept ? Palette.keep : Palette.undo, isReached: run?.outcome == outcome.name),
            ]
        )
    }

    private func drawFailure(_ code: ErrorCode, _ writer: inout DOTWriter) {
        writer.node(
            Self.name(ofFailure: code),
            [
                DOTAttribute(
                    label: "<B>\(DOTText.html(code.rawValue))</B><BR/>"
                        + "<FONT POINT-SIZE=\"9\">raised as an error</FONT>"
                ),
                DOTAttribute("shape", "octagon"), DOTAttribute("style", "filled"),
                DOTAttribute("color", Palette.error), fill(Palette.failure, isReached: false),
            ]
        )
    }

    /// In the drawing of a run, only the ending that it has reached stands out.
    private func fill(_ colour: String, isReached: Bool) -> DOTAttribute {
        DOTAttribute("fillcolor", run == nil || isReached ? colour : Palette.blank)
    }
}

extension Edge.End {
    fileprivate func isOutcome(_ name: OutcomeName) -> Bool {
        if case .outcome(let outcome) = self { outcome.name == name } else { false }
    }

    fileprivate var isEndOfRun: Bool {
        if case .end(.root) = self { true } else { false }
    }
}
