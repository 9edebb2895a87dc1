package import WaybillModel

/// Drawings for Graphviz's `dot`.
package enum DOT {
    /// The graph of a workflow; with a run's state, how far that run is.
    package static func draw(_ workflow: Workflow, run: RunOverlay? = nil) -> String {
        Drawing(workflow: workflow, run: run).text
    }
}

/// One drawing. Everything is written in the order of the file.
struct Drawing {
    let workflow: Workflow
    let run: RunOverlay?

    var text: String {
        var writer = DOTWriter()
        writer.block("digraph \(DOTText.quoted(workflow.name.rawValue))") { writer in
            drawSettings(&writer)
            drawStart(&writer)
            drawList(of: .root, &writer)
            drawEndings(&writer)
            drawAfter(&writer)
            drawEdges(&writer)
            if run != nil { drawLegend(&writer) }
        }
        return writer.text
    }

    private func drawSettings(_ writer: inout DOTWriter) {
        let font = DOTAttribute("fontname", "Arial")
        writer.attribute(DOTAttribute("rankdir", "TB"))
        writer.attribute(DOTAttribute("compound", "true"))
        writer.attribute(DOTAttribute("nodesep", "0.4"))
        writer.attribute(DOTAttribute("ranksep", "0.45"))
        writer.attribute(font)
        writer.defaults(
            of: "node",
            [
                font, DOTAttribute("fontsize", "11"), DOTAttribute("fontcolor", Palette.text),
                DOTAttribute("color", Palette.line), DOTAttribute("shape", "box"),
                DOTAttribute("style", "rounded,filled"),
            ]
        )
        writer.defaults(
            of: "edge",
            [
                font, DOTAttribute("fontsize", "9"), DOTAttribute("fontcolor", Palette.quiet),
                DOTAttribute("color", Palette.line),
                DOTAttribute("arrowsize", "0.7"),
            ]
        )
    }

    private func drawStart(_ writer: inout DOTWriter) {
        let starter = workflow.start.map {
            "<BR/>started by \(DOTText.html($0.event.type.rawValue))"
        }
        writer.node(
            Self.start,
            [
                DOTAttribute(
                    label: "<B>\(DOTText.html(workflow.name.rawValue))</B><BR/>"
                        + "version \(workflow.version)" + (starter ?? "")
                ),
                DOTAttribute("shape", "ellipse"), DOTAttribute("style", "filled"),
                DOTAttribute("fillcolor", Palette.text), DOTAttribute("fontcolor", Palette.blank),
                DOTAttribute(tooltip: workflow.summary ?? workflow.name.rawValue),
            ]
        )
    }

    private func drawLegend(_ writer: inout DOTWriter) {
        let present = Set(workflow.nodes.map { run?[$0.step] ?? .notReached })
        let cells = StepProgress.allCases.filter(present.contains).map { state in
            "<TD BGCOLOR=\"\(Palette.fill(of: state))\">\(state.words)</TD>"
        }
        writer.node(
            "legend",
            [
                DOTAttribute(
                    label: "<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"4\" "
                        + "CELLPADDING=\"4\"><TR>\(cells.joined())</TR></TABLE>"
                ),
                DOTAttribute("shape", "plain"), DOTAttribute("style", ""),
            ]
        )
    }
}
