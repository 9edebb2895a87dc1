import ArgumentParser
import WaybillDiagnostics

/// The command `waybill`.
struct WaybillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waybill",
        abstract: "Order workflows as files: checked before they run, and run durably.",
        discussion: """
            A workflow is a YAML file. `lint` proves it sound, `test` plays it through, \
            `graph` draws it, `eval` tries expressions over its input, `run` runs orders against \
            it. What happens is kept in a store (a SQLite file), so that a run survives crashes: \
            `resume` goes on with whatever is unfinished.

            Exit codes: 0 completed; 1 the definition or the input is wrong; 2 usage; 3 ended \
            compensated, failed or cancelled; 4 parked or waiting; 70 internal error; \
            130 interrupted by Ctrl-C.
            """,
        version: toolVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Authoring",
                subcommands: [
                    LintCommand.self, ExplainCommand.self, TestCommand.self, GraphCommand.self,
                    EvalCommand.self, RoutingCommand.self,
                ]
            ),
            CommandGroup(
                name: "Running",
                subcommands: [RunCommand.self, ResumeCommand.self, RegisterCommand.self]
            ),
            CommandGroup(
                name: "Looking",
                subcommands: [
                    ListCommand.self, StatusCommand.self, HistoryCommand.self, EventsCommand.self,
                ]
            ),
            CommandGroup(
                name: "Operating",
                subcommands: [
                    SendCommand.self, CancelCommand.self, RetryCommand.self, SkipCommand.self,
                    ResolveCommand.self,
                ]
            ),
        ]
    )
}
