import ArgumentParser
import WaybillInterpreter
import WaybillJournal

/// `waybill retry`
struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try again what a parked run gave up.",
        discussion: """
            With the same idempotency key, so that what did happen does not happen twice. Without a \
            step all that is parked in the run is tried again.

            Examples:
              waybill retry fulfil_order-1001
              waybill retry fulfil_order-1001 'dispatch[0]/label'
            """
    )

    @OptionGroup var target: RunArgument
    @Argument(
        help: ArgumentHelp(
            "The parked step, as `waybill status` shows it; all that are parked without one.",
            valueName: "step"
        )
    )
    var step: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try StepArgument.path(step)
        let inbox = try InboxRequest(store, format: output.format)
        try await inbox.ask(
            .retry(path),
            of: target.id,
            as: .retry(target.id, path),
            accepted: "\(target.id) tries again"
        )
    }
}
