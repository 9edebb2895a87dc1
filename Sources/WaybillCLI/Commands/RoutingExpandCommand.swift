import ArgumentParser

/// `waybill routing expand`
struct RoutingExpandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expand",
        abstract: "Show all that a policy says, with nothing left out.",
        discussion: """
            Prints the policy as YAML with its `strategy` and its defaults written out. The printed \
            policy decides as the one in the file does, and has the same digest.

            Example:
              waybill routing expand workflows/policies/sourcing.yaml#cheapest_in_time
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The policy: a file, # and the policy's name.",
            valueName: "file#name"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var policy: PolicyAddress

    func run() throws {
        let (policy, constraints) = try self.policy.load()
        Terminal.print(PolicyText.written(policy, keeping: constraints), terminator: "")
    }
}
