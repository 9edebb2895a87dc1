import ArgumentParser
import CEL
import WaybillHistory
import WaybillInterpreter
import WaybillJournal

/// `waybill history`
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Tell the story of a run: what happened, when, and why.",
        discussion: """
            Attempts, errors and retries stand under their step; what was undone, and why, in the \
            order it was undone. Works while another process runs the store.

            Example:
              waybill history fulfil_order-1001
            """
    )

    @OptionGroup var target: RunArgument
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let client = try StoreClient(path: store.store)
        var runs = StoredRuns(client)
        let workflow = try runs.workflow(of: runs.record(of: target.id))
        let timeline = Timeline(
            of: try client.events(of: target.id, after: 0),
            workflow: workflow
        )
        switch output.format {
        case .human:
            Terminal.print(timeline.rendered(colour: Terminal.hasColour), terminator: "")
        case .json: Terminal.print(timeline.json.prettyPrinted)
        }
    }
}
