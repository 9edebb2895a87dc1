import ArgumentParser
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// `waybill lint`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check workflow files: shapes, names, types, flow and undo.",
        discussion: """
            Reads workflows, contracts, bindings and waybill.yaml; in folders, every .yaml and .yml \
            file. The findings of a file are shown in one run, each with its place and what to do \
            about it; what depends on a part that could not be read is looked at once that is \
            mended. `waybill explain RULE` says more.

            A rule that is broken on purpose is allowed by a comment on the step or above it, \
            `# waybill: allow(WB0504) reason`, or for the file with allow-file. The nearest \
            waybill.yaml, from the file's folder up to the root of the repository, sets levels:

              waybill: 1
              lint:
                profile: strict
                levels: { double-for-money: error }
                files: { "drafts/**": { WB0203: off } }

            Examples:
              waybill lint workflows
              waybill lint workflows --fix
              waybill lint workflows --format sarif > waybill.sarif

            Exit code 0 when no finding is at or over --fail-on, 1 when there is one, 2 when the \
            command line is wrong or a folder holds nothing to check, 70 after an error of the tool itself.
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
    var failOn = FailOn.error

    @OptionGroup var lint: LintOptions

    @Flag(help: "Mend what can be mended for certain, then show what is left.")
    var fix = false

    @Flag(help: "Mend also where the meaning may change, such as misspelt names.")
    var fixUnsafe = false

    @Flag(help: "Show what --fix or --fix-unsafe would change, and write nothing.")
    var diff = false

    func run() throws {
        let files = paths.flatMap(Linter.files)
        for path in paths where Linter.files(at: path).isEmpty {
            throw CommandFailure(
                .usage,
                "there is nothing to check: no .yaml or .yml file is in \(path)",
                help: "name a file, or a folder that holds some"
            )
        }
        let findings: [Diagnostic]
        if diff {
            findings = showDiff()
        } else {
            findings = fix || fixUnsafe ? try mend() : check()
            show(findings, files: files)
        }
        if let least = failOn.severity, findings.contains(where: { $0.severity >= least }) {
            throw ExitStatus.invalid
        }
    }

    private func check() -> [Diagnostic] { Linter.check(paths: paths, settings: lint.settings) }

    private func show(_ findings: [Diagnostic], files: [String]) {
        if findings.isEmpty, format == .human {
            Terminal.print("no findings")
            return
        }
        let text = render(
            findings,
            format: format,
            colour: Terminal.hasColour,
            files: files,
            failOn: failOn.severity
        )
        Terminal.print(text, terminator: "")
    }

    /// Writes the files mended; gives back what is left.
    private func mend() throws -> [Diagnostic] {
        let outcome = Fixer(paths: paths, settings: lint.settings).run(unsafe: fixUnsafe)
        for revision in outcome.revisions { try MendedFile.write(revision) }
        if outcome.mended > 0 {
            Terminal.error(Self.summary(outcome, "mended"))
        }
        return outcome.findings
    }

    /// Shows what mending would change; gives back what there is to say about the files as they are.
    private func showDiff() -> [Diagnostic] {
        let outcome = Fixer(paths: paths, settings: lint.settings).run(unsafe: fixUnsafe)
        for revision in outcome.revisions {
            Terminal.print(UnifiedDiff(revision).text, terminator: "")
        }
        if outcome.mended > 0 {
            Terminal.error(Self.summary(outcome, "would be mended"))
        }
        return check()
    }

    private static func summary(_ outcome: Fixer.Outcome, _ verb: String) -> String {
        let (findings, files) = (outcome.mended, outcome.revisions.count)
        return "\(findings) \(findings == 1 ? "finding" : "findings") \(verb) in "
            + "\(files) \(files == 1 ? "file" : "files")"
    }
}

extension DiagnosticFormat: ExpressibleByArgument {}
