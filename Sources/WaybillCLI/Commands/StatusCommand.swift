import ArgumentParser
import CEL
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal

/// `waybill status`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say where a run stands, what it waits for, and what an operator can do.",
        discussion: """
            Works while another process runs the store.

            Example:
              waybill status fulfil_order-1001
            """
    )

    @OptionGroup var target: RunArgument
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let client = try StoreClient(path: store.store)
        var runs = StoredRuns(client)
        let record = try runs.record(of: target.id)
        let statuses = try runs.childStatuses(of: record)
        let report = StatusReport(
            of: record,
            events: try client.events(of: target.id, after: 0),
            workflow: try runs.workflow(of: record),
            holders: try runs.holders(ofLocksAwaitedBy: [runs.state(of: record)]),
            undelivered: try client.firstUndelivered(of: target.id),
            childStatus: { statuses[$0] },
            store: store.isUsual ? nil : store.store
        )
        switch output.format {
        case .human:
            let text = report.rendered(asOf: Clock.system.now(), colour: Terminal.hasColour)
            Terminal.print(text, terminator: "")
        case .json: Terminal.print(report.json.prettyPrinted)
        }
    }
}
