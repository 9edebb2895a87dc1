import ArgumentParser

/// The command `waybill-bench`: how fast the parts are, each beside what limits it on this machine.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waybill-bench",
        abstract: "Measures waybill beside its limits on this machine.",
        discussion: """
            Each subject prints its own figure and, measured in the same run, that of a peer or of \
            the machine, with what share of it is reached. Run it as a release build: \
            `swift run -c release waybill-bench journal`.
            """,
        subcommands: [
            JournalSubject.self, EngineSubject.self, FoldSubject.self, LintSubject.self,
            ExpressionSubject.self, RoutingSubject.self,
        ]
    )
}

/// What every subject can be told.
struct Effort: ParsableArguments {
    @Option(help: "How long each figure is measured.")
    var seconds = 2.0

    @Option(help: "The folder to write to; it decides which disk is measured.")
    var folder = "."

    func validate() throws {
        guard seconds > 0 else { throw ValidationError("--seconds must be more than 0") }
    }
}
