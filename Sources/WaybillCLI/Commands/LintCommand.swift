public import ArgumentParser
public import WaybillDiagnostics
import WaybillLint

/// `waybill lint`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check workflow files: shapes, names, types, flow and undo.",
        discussion: """
            Reads workflows, contracts and bindings; in folders, every .yaml and .yml file. All \
            findings of a file are shown in one run, each with its place and what to do about it.

            Examples:
              waybill lint workflows
              waybill lint workflows/fulfil_order.yaml --format json

            Exit code 0 when no finding is at or over --fail-on, else 1.
            """
    )

    @Argument(
        help: ArgumentHelp("Files or folders.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Option(help: "How to print findings.")
    var format = DiagnosticFormat.human

    @Option(help: "The least severity that makes the check fail.")
    var failOn = Diagnostic.Severity.error

    func run() throws {
        for path in paths where Linter.files(at: path).isEmpty {
            throw CommandFailure(.invalid, "there is no .yaml or .yml file in \(path)")
        }
        let diagnostics = Linter.check(paths: paths)
        let text = render(diagnostics, format: format, colour: Terminal.hasColour)
        if diagnostics.isEmpty, format == .human {
            Terminal.print("no findings")
        } else {
            Terminal.print(text, terminator: "")
        }
        if diagnostics.contains(where: { $0.severity >= failOn }) { throw ExitStatus.invalid }
    }
}

extension DiagnosticFormat: ExpressibleByArgument {}
extension Diagnostic.Severity: ExpressibleByArgument {}
