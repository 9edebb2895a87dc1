import ArgumentParser
import CEL
import WaybillLint

/// `waybill test`
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the scenarios beside workflows, in virtual time.",
        discussion: """
            A file NAME.test.yaml says what services answer, which events come when, and how the \
            run must end. Its scenarios run on the interpreter that runs orders, in a time that \
            jumps to whatever is due next: a wait of 14 days takes none. In folders every \
            *.test.yaml file is run.

            Examples:
              waybill test workflows
              waybill test workflows/fulfil_order.test.yaml --filter declined
              waybill test workflows --coverage

            Exit code 0 when every scenario is as expected, else 1.
            """
    )

    /// How the result is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human
        case json
        case junit
    }

    @Argument(
        help: ArgumentHelp("Files or folders.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var paths: [String]

    @Option(help: "Run only the scenarios whose name has this text in it.")
    var filter: String?

    @Option(help: "How to print the result.")
    var format = Format.human

    @Flag(help: "Show the timeline of every run, not only of those that fail.")
    var verbose = false

    @Flag(help: "Say which steps, rules, catches and undos no scenario took.")
    var coverage = false

    func validate() throws {
        if coverage, format == .junit {
            throw ValidationError("JUnit's format has no place for --coverage: use human or json.")
        }
    }

    func run() throws {
        let files = try paths.flatMap(Self.files).reduce(into: [String]()) { files, path in
            if !files.contains(path) { files.append(path) }
        }
        let report = TestReport(files: files.map { TestedFile(path: $0, filter: filter) })
        if let filter, report.scenarioCount == 0, report.isReadable {
            throw CommandFailure(.invalid, "there is no scenario with `\(filter)` in its name")
        }
        switch format {
        case .human:
            let writer = HumanTestReport(
                colour: Terminal.hasColour,
                isVerbose: verbose,
                withCoverage: coverage
            )
            Terminal.print(writer.text(of: report), terminator: "")
        case .json: Terminal.print(report.json(withCoverage: coverage).prettyPrinted)
        case .junit: Terminal.print(report.junit, terminator: "")
        }
        if !report.holds { throw ExitStatus.invalid }
    }

    /// The files of scenarios that a path stands for.
    private static func files(at path: String) throws -> [String] {
        let files = Linter.files(at: path)
        if files == [path] { return files }
        let tests = files.filter { $0.hasSuffix(".test.yaml") || $0.hasSuffix(".test.yml") }
        if tests.isEmpty {
            throw CommandFailure(
                .invalid,
                "there is no *.test.yaml file in \(path)",
                help: "scenarios of fulfil_order.yaml stand beside it, in fulfil_order.test.yaml"
            )
        }
        return tests
    }
}
