import ArgumentParser
import WaybillDrawing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill graph`
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw a workflow as a graph, in Graphviz's DOT language.",
        discussion: """
            Scopes are boxes, calls that undo are reached by dashed lines, the pivot a thick \
            border. With --run, colours show how far a run is; the graph is then that of the \
            definition the run is pinned to.

            Examples:
              waybill graph workflows/fulfil_order.yaml | dot -Tsvg > fulfil_order.svg
              waybill graph --run fulfil_order-1001 | dot -Tsvg > run.svg
            """
    )

    @Argument(
        help: ArgumentHelp("The workflow; not needed with --run.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String?

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Colour the graph by a run's state.", valueName: "run")
    )
    var runID: String?

    @OptionGroup var store: StoreOptions

    func validate() throws {
        if file == nil, runID == nil { throw ValidationError("Give a workflow file, or --run.") }
    }

    func run() throws {
        let drawing = try runID.map(draw) ?? DOT.draw(workflow(file ?? ""))
        Terminal.print(drawing, terminator: "")
    }

    private func workflow(_ file: String) throws -> Workflow {
        try WorkflowFile.load(file).workflow
    }

    /// Draws the definition that a run is pinned to. A file given beside it must be of the same
    /// workflow.
    private func draw(_ run: String) throws -> String {
        let client = try StoreClient(path: store.store)
        var runs = StoredRuns(client)
        let state = try runs.state(of: RunID(run))
        if let file, try workflow(file).name != state.workflow.name {
            throw CommandFailure(
                .invalid,
                "run \(run) is of \(state.workflow.name), not of the workflow in \(file)"
            )
        }
        let events = try client.events(of: state.id, after: 0)
        return DOT.draw(state.workflow, run: RunOverlay(events, of: state))
    }
}
