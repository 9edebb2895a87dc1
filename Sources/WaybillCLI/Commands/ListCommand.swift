import ArgumentParser
import CEL
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill list`
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the runs of a store, the newest first.",
        discussion: """
            Works while another process runs the store.

            Examples:
              waybill list
              waybill list --status parked --status waiting
            """
    )

    @Option(help: ArgumentHelp("Only runs of this workflow.", valueName: "name"))
    var workflow: String?

    @Option(help: ArgumentHelp("Only runs in this status; may be repeated.", valueName: "status"))
    var status: [RunStatus] = []

    @Option(
        help: ArgumentHelp(
            "Only runs of one order: those with this correlation.",
            valueName: "id"
        )
    )
    var correlation: String?

    @Option(help: ArgumentHelp("At most that many.", valueName: "n"))
    var limit = 100

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is at least 1.") }
    }

    func run() throws {
        let client = try StoreClient(path: store.store)
        let filter = RunFilter(
            workflow: workflow.map { WorkflowName($0) },
            correlation: correlation.map { CorrelationID($0) },
            statuses: status.isEmpty ? nil : Set(status)
        )
        var runs = StoredRuns(client)
        let found = try client.runs(matching: filter, limit: limit).map { record in
            // What a run that is over waits for needs no looking.
            (record: record, state: record.isFinished ? nil : try runs.readState(of: record))
        }
        let states = found.compactMap { try? $0.state?.get() }
        let holders = try runs.holders(ofLocksAwaitedBy: states)
        let summaries = found.map { RunSummary($0.record, $0.state, holders: holders) }
        switch output.format {
        case .human:
            let text = RunSummary.rendered(
                summaries,
                asOf: Clock.system.now(),
                colour: Terminal.hasColour
            )
            Terminal.print(summaries.isEmpty ? "no runs\n" : text, terminator: "")
            let orphans = try client.countKeptEvents(matching: .untaken)
            if orphans > 0 {
                Terminal.print(
                    "\(orphans) \(orphans == 1 ? "event is" : "events are") kept that no run has taken"
                )
            }
            let undelivered = try client.undeliveredCount
            if undelivered > 0 {
                Terminal.print(
                    "\(undelivered) \(undelivered == 1 ? "event that was" : "events that were") "
                        + "published \(undelivered == 1 ? "is" : "are") not delivered"
                )
            }
        case .json: Terminal.print(JSON.array(summaries.map(\.json)).prettyPrinted)
        }
    }
}

extension RunStatus: ExpressibleByArgument {}
