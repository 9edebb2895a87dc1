import ArgumentParser
import CEL
import WaybillInterpreter
import WaybillJournal

/// `waybill resolve`
struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "State what came of a parked step that was settled by hand.",
        discussion: """
            The run goes on as if the step had given that output; for a parked undo, as if it had \
            been carried out.

            Example:
              waybill resolve fulfil_order-1001 'dispatch[0]/label' \\
                --output '{"label": "L-1", "tracking": "JD014"}' --reason "printed at the desk"
            """
    )

    @OptionGroup var target: RunArgument
    @OptionGroup var step: StepArgument

    @Option(help: ArgumentHelp("The step's output.", valueName: "json"))
    var output = "null"

    @Option(help: "What was done, for the history.")
    var reason: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: OutputOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("Say why with --reason.") }
    }

    func run() async throws {
        let path = try step.path()
        let json = try JSONArgument.read(output, of: "--output")
        let inbox = try InboxRequest(store, format: format.format)
        try await inbox.ask(
            .resolve(path, output: json, reason: reason),
            of: target.id,
            as: .resolve(target.id, path, output: json, reason: reason),
            accepted: "\(target.id) goes on"
        )
    }
}
