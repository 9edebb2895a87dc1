import ArgumentParser
import CEL
import OrderedCollections
import WaybillDiagnostics
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill resume`
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with every unfinished run of a store.",
        discussion: """
            What was under way when the last process ended is asked again with the same idempotency \
            key, or given up, as the handler's contract allows. Events and requests of other \
            processes are delivered, and events start runs of the workflows that are registered.

            Examples:
              waybill resume --bindings workflows/bindings/demo.yaml
              waybill resume --bindings workflows/bindings/demo.yaml --wait forever
            """
    )

    @OptionGroup var runner: RunnerOptions

    func run() async throws {
        let client = try StoreClient(path: runner.store.store)
        let unfinished = try client.unfinishedRuns()
        var runs = StoredRuns(client)
        let workflows = try unfinished.map { try runs.workflow(of: $0) }
        let startable = try client.registrations.compactMap { registration in
            try client.definition(registration.digest).map(StoredWorkflow.load)
        }
        let handlers = try BindingsFile.handlers(runner.bindings, for: workflows + startable)
        let isBound = workflows.map { workflow in
            handlers.missing(from: workflow.calledHandlers.map(\.name)).isEmpty
        }
        let followed = zip(unfinished, isBound).filter(\.1).map(\.0)
        for (run, isBound) in zip(unfinished, isBound) where !isBound {
            Terminal.error("\(run.id) is left as it is: these bindings do not reach its handlers")
        }
        let store = try StoreRunner(runner, command: "resume", handlers: handlers)
        if unfinished.isEmpty, startable.isEmpty, runner.output.format == .human {
            Terminal.print("no run is unfinished")
        }
        // It listens before the engine runs, so that what the first turn does is heard.
        var watch = RunWatch(
            store,
            patience: runner.wait,
            following: startable.isEmpty ? .told : .beginning
        )
        for run in followed {
            try watch.follow(try store.journal.run(run.id) ?? run, in: &runs)
        }
        let waiting = runner.events == nil ? [] : try readable(client)
        let status = try await store.run { [watch] in
            try await goOn(with: followed, watch, in: store)
        }
        if runner.output.format == .human { try tellDelivered(of: waiting, client) }
        if status != .success { throw status }
        if followed.count < unfinished.count { throw ExitStatus.resting }
    }

    /// Says which events, published before, were delivered.
    private func tellDelivered(of waiting: [OutboxEntry], _ store: StoreClient) throws {
        guard let receiver = runner.events, !waiting.isEmpty else { return }
        let left = Set(try readable(store).map(\.position))
        for entry in waiting where !left.contains(entry.position) {
            let event = entry.event
            Terminal.print("delivered \(event.type) \(event.id) to \(receiver.text)".visible)
        }
    }

    /// The published events that are not delivered. Of those that cannot be read the engine tells.
    private func readable(_ store: StoreClient) throws -> [OutboxEntry] {
        try store.undelivered(limit: .max).compactMap { try? $0.get() }
    }

    private func goOn(
        with unfinished: [RunRecord],
        _ watch: RunWatch,
        in store: StoreRunner
    ) async throws -> ExitStatus {
        var watch = watch
        // Events and requests that lay in the store are dealt with by then.
        await store.engine.synchronize()
        watch.leave(store.passedOver.runs)
        var runs = StoredRuns(store.journal)
        let isHuman = runner.output.format == .human
        var followed = OrderedSet(unfinished.map(\.id))
        await watch.listen { notices, _ in
            followed.append(contentsOf: notices.map(\.run))
            if isHuman { ProgressPrinter.print(notices) }
            return false
        }
        let passedOver = store.passedOver.runs
        let results = try followed.filter { !passedOver.contains($0) }.map { run in
            let state = try runs.state(of: run)
            return RunResult(
                run: run,
                state: state,
                parkedRuns: try runs.parkedRuns(below: state),
                options: runner
            )
        }
        if isHuman {
            for result in results { Terminal.print(result.text) }
            if results.isEmpty, watch.isListening { Terminal.print("no event has started a run") }
        } else {
            Terminal.print(JSON.array(results.map(\.json)).prettyPrinted)
        }
        let statuses = results.map { ExitStatus($0.state.status) }
        if statuses.contains(.notCompleted) { return .notCompleted }
        return passedOver.isEmpty && !statuses.contains(.resting) ? .success : .resting
    }
}
