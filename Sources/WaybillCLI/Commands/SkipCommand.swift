import ArgumentParser
import WaybillInterpreter
import WaybillJournal

/// `waybill skip`
struct SkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Leave what a parked run gave up as it is; the run then ends failed.",
        discussion: """
            What is left undone stands in the run's end and its history.

            Example:
              waybill skip fulfil_order-1001 'source@1/reserve[0]/hold' \\
                --reason "the warehouse was told by phone"
            """
    )

    @OptionGroup var target: RunArgument
    @OptionGroup var step: StepArgument

    @Option(help: "Why, for the history.")
    var reason: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("Say why with --reason.") }
    }

    func run() async throws {
        let path = try step.path()
        let inbox = try InboxRequest(store, format: output.format)
        try await inbox.ask(
            .skip(path, reason: reason),
            of: target.id,
            as: .skip(target.id, path, reason: reason),
            accepted: "\(target.id) leaves it unsettled"
        )
    }
}
