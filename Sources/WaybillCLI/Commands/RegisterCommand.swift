import ArgumentParser
import CEL
import WaybillDiagnostics
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill register`
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Let events start runs of workflows, or list those they start.",
        discussion: """
            The header of such a workflow says which events: `start: { event: …, where: …, input: … \
            }`. The store keeps its definition, so that `resume` starts runs of it whatever becomes \
            of the files; registering a workflow again replaces it for the runs to come. Events of \
            the last 7 days that no run has taken start runs of it, too. Without files the \
            registered workflows are listed.

            Examples:
              waybill register workflows/ship_order.yaml
              waybill register
              waybill register --remove ship_order
            """
    )

    @Argument(
        help: ArgumentHelp("Workflows with a `start`.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "Let no event start this workflow any more; may be repeated.",
            valueName: "workflow"
        )
    )
    var remove: [String] = []

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workflows = try files.map { file in
            let pinned = try WorkflowFile.load(file)
            guard pinned.workflow.start != nil else {
                throw CommandFailure(
                    .invalid,
                    "no event starts `\(pinned.workflow.name)`: \(file) has no `start`",
                    help: "say which: `start: { event: …, input: \"${ event.data }\" }`"
                )
            }
            return pinned
        }
        if workflows.isEmpty, remove.isEmpty { return try list() }
        try checkRemoved()
        do throws(JournalError) {
            try write(workflows)
        } catch .inUse {
            try await ask(workflows)
        }
    }

    /// Throws when a workflow that is to be removed is not registered.
    private func checkRemoved() throws {
        guard !remove.isEmpty else { return }
        let known = try StoreClient(path: store.store).registrations.map(\.workflow.rawValue)
        for name in remove where !known.contains(name) {
            let guess = closestMatch(to: name, among: known)
            throw CommandFailure(
                .invalid,
                "no workflow `\(name)` is registered in this store",
                help: guess.map { "did you mean `\($0)`?" } ?? "`waybill register` lists them"
            )
        }
    }

    /// Writes the registrations into a store that no process runs. There need not be one yet.
    private func write(_ workflows: [PinnedWorkflow]) throws(JournalError) {
        let now = Clock.system.now()
        let lease = try StoreLease(
            store: store.store,
            holder: .thisProcess(command: "waybill register", since: now)
        )
        defer { lease.release() }
        var turn = Turn()
        turn.unregistered = remove.map { WorkflowName($0) }
        turn.definitions = workflows.map(\.definition)
        turn.registrations = workflows.map { pinned in
            Registration(
                workflow: pinned.workflow.name,
                digest: pinned.workflow.digest,
                registeredAt: now
            )
        }
        turn.reofferedEvents = workflows.compactMap { pinned in
            pinned.workflow.start.map { Turn.Reoffer(to: $0, at: now) }
        }
        try SQLiteJournal(lease).commit(turn)
        for name in remove { report(Self.removed(name)) }
        for pinned in workflows { report(Self.registered(pinned.workflow)) }
    }

    /// Asks the runner of the store to write them.
    private func ask(_ workflows: [PinnedWorkflow]) async throws {
        let inbox = try InboxRequest(store, format: output.format)
        for name in remove {
            try await inbox.send(.unregister(WorkflowName(name)), accepted: Self.removed(name))
        }
        for pinned in workflows {
            try await inbox.send(
                .register(pinned.workflow.name, pinned.definition),
                accepted: Self.registered(pinned.workflow)
            )
        }
    }

    private static func removed(_ name: String) -> String { "no event starts \(name) any more" }

    private static func registered(_ workflow: Workflow) -> String {
        "\(workflow.start.map { "\($0.event.type)" } ?? "an event") starts \(workflow.name)"
    }

    private func report(_ text: String) {
        switch output.format {
        case .human: Terminal.print(text)
        case .json: Terminal.print(JSON.object([.init("message", .string(text))]).prettyPrinted)
        }
    }

    private func list() throws {
        let client = try StoreClient(path: store.store)
        let registered = try client.registrations.map { registration in
            RegisteredWorkflow(
                registration,
                workflow: try client.definition(registration.digest).map(StoredWorkflow.load)
            )
        }
        switch output.format {
        case .human:
            Terminal.print(
                registered.isEmpty
                    ? "no workflow is registered\n"
                    : RegisteredWorkflow.rendered(
                        registered,
                        asOf: Clock.system.now(),
                        colour: Terminal.hasColour
                    ),
                terminator: ""
            )
        case .json: Terminal.print(JSON.array(registered.map(\.json)).prettyPrinted)
        }
    }
}
