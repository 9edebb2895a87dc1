import ArgumentParser
import CEL
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill events`
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List the events of a store: taken, early, refused, published, not delivered.",
        discussion: """
            An event that comes before its run awaits it can be taken for 7 days; one that nobody \
            took by then is an orphan, and stays listed until it is dropped. One that a run, or a \
            workflow that events start, could not take is refused, with the reason. Sent again \
            with the same id, one that was refused or dropped is looked at anew. What is sent while no process runs the store \
            is pending. Taken and published events leave the list after that time; the histories of \
            the runs still have them. Events that runs publish are delivered to where `run` and \
            `resume` are told with --events, and wait in the store until then. Works while another \
            process runs the store.

            Examples:
              waybill events --orphans
              waybill events --undelivered
              waybill events --drop e-17 --source desk --reason "sent by mistake"
            """
    )

    @Flag(help: "Only events from outside that no run has taken.")
    var orphans = false

    @Flag(help: "Only events that runs published and that are not delivered.")
    var undelivered = false

    @Option(help: ArgumentHelp("Only events of this type.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("At most that many, the newest.", valueName: "n"))
    var limit = 100

    @Option(
        help: ArgumentHelp(
            "Remove an event that no run has taken from the lists; it may be sent again.",
            valueName: "id"
        )
    )
    var drop: String?

    @Option(help: ArgumentHelp("The source of the event to drop.", valueName: "uri"))
    var source = "waybill/send"

    @Option(help: "Why it is dropped.")
    var reason: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is at least 1.") }
        if drop != nil, reason?.isEmpty ?? true {
            throw ValidationError("Say why the event is dropped, with --reason.")
        }
        if orphans, undelivered {
            throw ValidationError("Give either --orphans or --undelivered.")
        }
    }

    func run() async throws {
        if let drop {
            return try await remove(CloudEvent.Identity(source: source, id: drop))
        }
        let client = try StoreClient(path: store.store)
        let kept = undelivered ? [] : try keptEvents(of: client)
        let waiting = orphans ? [] : try waitingEvents(of: client)
        switch output.format {
        case .human: print(kept, waiting, try client.undeliveredCount)
        case .json:
            Terminal.print(
                JSON.object([
                    JSON.Member("events", .array(kept.map(\.json))),
                    JSON.Member("undelivered", .array(waiting.map(\.json))),
                ]).prettyPrinted
            )
        }
    }

    private func remove(_ event: CloudEvent.Identity) async throws {
        let inbox = try InboxRequest(store, format: output.format)
        let refusal = try inbox.store.refusal(
            toDrop: event,
            isUnwritten: try inbox.store.pendingEvent(event) != nil
        )
        if let refusal {
            throw CommandFailure(
                .invalid,
                refusal,
                help: "`waybill events\(store.argument)` lists ids and sources"
            )
        }
        try await inbox.send(
            .drop(event, reason: reason ?? ""),
            accepted: "dropped \(event.id)"
        )
    }

    /// Those that match, the newest last; at the end those that wait for a runner.
    private func keptEvents(of client: StoreClient) throws -> [EventSummary] {
        var filter = orphans ? KeptEventFilter.untaken : KeptEventFilter()
        filter.type = type.map { EventType($0) }
        let now = Clock.system.now()
        let kept = try client.keptEvents(matching: filter, limit: limit).reversed().map { kept in
            EventSummary(
                kept,
                takers: try client.runs(thatTook: kept.event.identity),
                asOf: now
            )
        }
        let pending = try client.pendingEvents(limit: limit).reversed()
            .filter { type == nil || $0.type.rawValue == type }
        return kept + pending.map { EventSummary(pending: $0) }
    }

    /// Those that match; of those that cannot be read it tells why.
    private func waitingEvents(of client: StoreClient) throws -> [OutboxEntry] {
        let found = try client.undelivered(limit: limit)
        for case .failure(let error) in found { Terminal.error("\(CommandFailure(store: error))") }
        return found.compactMap { try? $0.get() }.filter { entry in
            type == nil || entry.event.type.rawValue == type
        }
    }

    private func print(_ kept: [EventSummary], _ waiting: [OutboxEntry], _ undelivered: Int) {
        let colour = Terminal.hasColour
        if !kept.isEmpty {
            Terminal.print(EventSummary.rendered(kept, colour: colour), terminator: "")
            let counts = EventSummary.State.allCases.compactMap { state in
                let count = kept.count { $0.state == state }
                return count == 0 ? nil : "\(count) \(state.rawValue)"
            }
            Terminal.print(counts.joined(separator: ", "))
        }
        if !waiting.isEmpty {
            if !kept.isEmpty { Terminal.print("") }
            Terminal.print(OutboxEntry.rendered(waiting, colour: colour), terminator: "")
            Terminal.print("\(undelivered) not delivered")
        }
        if kept.isEmpty, waiting.isEmpty { Terminal.print("no events") }
    }
}
