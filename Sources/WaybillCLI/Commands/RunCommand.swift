import ArgumentParser
import CEL
import WaybillEngine

/// `waybill run`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run orders against a workflow, durably.",
        discussion: """
            Checks the workflow and the order, runs it, and prints what happens. What is done is \
            kept in the store: killed in the middle, `waybill resume` goes on where it stopped. \
            Submitting an order whose key ran before gives that run's answer, without running again; \
            with --again, one that was undone, failed or was cancelled has another run. Of many \
            orders the exit code is 1 when one was refused, else 3 when one did not complete, else \
            4 when one is parked or waits.

            Examples:
              waybill run workflows/fulfil_order.yaml --order workflows/orders/good.json \\
                --bindings workflows/bindings/demo.yaml
              waybill run workflows/fulfil_order.yaml --orders workflows/orders/orders.jsonl \\
                --concurrency 8 --bindings workflows/bindings/demo.yaml
            """
    )

    @Argument(
        help: ArgumentHelp("The workflow.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String

    @Option(
        help: ArgumentHelp(
            "One order: a JSON file, or - for standard input.",
            valueName: "order.json"
        ),
        completion: .file(extensions: ["json"])
    )
    var order: String?

    @Option(
        help: ArgumentHelp(
            "Many orders: a file with one JSON document a line.",
            valueName: "orders.jsonl"
        ),
        completion: .file(extensions: ["jsonl"])
    )
    var orders: String?

    @Option(help: ArgumentHelp("How many of many orders to run at once.", valueName: "n"))
    var concurrency = 16

    @Flag(help: "Try an order again that was undone, failed or was cancelled.")
    var again = false

    @OptionGroup var runner: RunnerOptions

    func validate() throws {
        guard (order == nil) != (orders == nil) else {
            throw ValidationError("Give either --order or --orders.")
        }
        guard concurrency >= 1 else { throw ValidationError("--concurrency is at least 1.") }
    }

    func run() async throws {
        let workflow = try WorkflowFile.load(file)
        let handlers = try BindingsFile.handlers(runner.bindings, for: [workflow.workflow])
        let store = try StoreRunner(runner, command: "run", handlers: handlers)
        let status = try await store.run {
            if let order {
                let input = try OrderFile.order(order, for: workflow.workflow)
                return try await SingleRun(
                    workflow: workflow,
                    again: again,
                    options: runner,
                    store: store
                ).run(input)
            }
            let lines = try OrderFile.orders(orders ?? "-", for: workflow.workflow)
            return try await Batch(
                workflow: workflow,
                again: again,
                concurrency: concurrency,
                options: runner,
                store: store
            ).run(lines)
        }
        if status != .success { throw status }
    }
}
