import ArgumentParser

/// `waybill routing`
struct RoutingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "Decide which sites send an order, and see why.",
        discussion: """
            `plan` decides by a policy of a file, without a run; `expand` shows all that a policy \
            says, its shorthands and what it leaves out written out; `replay` decides again what a \
            run decided, and shows any difference.
            """,
        subcommands: [
            RoutingPlanCommand.self, RoutingExpandCommand.self, RoutingReplayCommand.self,
        ]
    )
}
