import ArgumentParser
import CEL
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill history`
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract:
            "Tell the story of a run, or of all runs of an order: what happened, when, and why.",
        discussion: """
            Attempts, errors and retries stand under their step; what was undone, and why, in the \
            order it was undone. Works while another process runs the store.

            Runs that one order led to, by events or as children, have a correlation in common: the \
            id of the first of them, unless an event from outside brought another.

            Examples:
              waybill history fulfil_order-1001
              waybill history --correlation place_order-1001
            """
    )

    @Argument(help: ArgumentHelp("The run's id, as `waybill list` shows it.", valueName: "run"))
    var id: String?

    @Option(
        help: ArgumentHelp("All runs with this correlation, in one timeline.", valueName: "id")
    )
    var correlation: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    /// The most runs of one order that are told.
    private static let mostRuns = 1_000

    func validate() throws {
        guard (id == nil) != (correlation == nil) else {
            throw ValidationError("Give either a run or --correlation.")
        }
    }

    func run() throws {
        let client = try StoreClient(path: store.store)
        var runs = StoredRuns(client)
        if let id {
            let timeline = try Self.timeline(of: runs.record(of: RunID(id)), &runs)
            return show(timeline.rendered(colour: Terminal.hasColour), timeline.json)
        }
        let correlation = CorrelationID(correlation ?? "")
        let records = try client.runs(
            matching: RunFilter(correlation: correlation),
            limit: Self.mostRuns
        )
        guard !records.isEmpty else {
            throw CommandFailure(
                .invalid,
                "no run of this store has the correlation `\(correlation)`",
                help: "`waybill list --format json` shows the correlation of each run"
            )
        }
        let timelines = try records.reversed().map { try Self.timeline(of: $0, &runs) }
        let story = CorrelatedTimeline(of: correlation, timelines)
        show(story.rendered(colour: Terminal.hasColour), story.json)
    }

    private static func timeline(of record: RunRecord, _ runs: inout StoredRuns) throws -> Timeline
    {
        Timeline(
            of: try runs.store.events(of: record.id, after: 0),
            workflow: try runs.workflow(of: record)
        )
    }

    private func show(_ text: String, _ json: JSON) {
        switch output.format {
        case .human: Terminal.print(text, terminator: "")
        case .json: Terminal.print(json.prettyPrinted)
        }
    }
}
