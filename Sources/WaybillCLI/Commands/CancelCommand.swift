import ArgumentParser
import WaybillInterpreter
import WaybillJournal

/// `waybill cancel`
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel a run: undo what it did and end it.",
        discussion: """
            Refused once the run is past its pivot. Works while another process runs the store.

            Example:
              waybill cancel fulfil_order-1001 --reason "the customer changed her mind"
            """
    )

    @OptionGroup var target: RunArgument

    @Option(help: "Why, for the history.")
    var reason: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let inbox = try InboxRequest(store, format: output.format)
        try await inbox.ask(
            .cancel(reason: reason),
            of: target.id,
            as: .cancel(target.id, reason: reason),
            accepted: "\(target.id) is being cancelled"
        )
    }
}
