import ArgumentParser
import Foundation
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// How fast files are checked.
struct LintSubject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Checking workflows, beside libyaml's bare parsing and other linters.",
        discussion: """
            The first figures are of the library, in this process. Those beside actionlint and \
            cfn-lint are of whole commands, each over files of its own language and of the same \
            size, their start included.
            """
    )

    @OptionGroup var effort: Effort

    @Option(help: "The folder with the commands actionlint and cfn-lint.")
    var peers = ".build/peers/bin"

    private static let fiveKilobytes = LintSample.workflow(bytes: 5_120)

    func run() async throws {
        // First, since a process is charged with the memory that its parent had before it.
        Report.title("lint: whole commands")
        try await Scratch.with(in: effort.folder) { try commands(in: $0) }
        Report.title("lint: everything from the text to the findings")
        let hundred = (0..<100).map { _ in Self.fiveKilobytes }
        try measure("100 files of 5 KB in one call, on all cores", hundred) { paths, reading in
            _ = Linter.check(paths: paths, reading: reading)
        }
        Report.title("lint: the same, one file after the other")
        try measure("100 files of 5 KB", hundred)
        try measure("one file of 5,000 lines", [LintSample.workflow(lines: 5_000)])
        try measure("26 independent conditions", [LintSample.workflow(conditions: 26)])
        for lines in [100, 1_000, 5_000, 50_000] {
            let text = LintSample.workflow(lines: lines)
            let time = try linting([text]).seconds / Double(text.lineCount)
            Report.figure("per line of \(lines.formatted()) lines", time * 1e6, "µs", against: [])
        }
    }

    /// The time to check texts in memory, held against that of parsing them alone, one after the
    /// other.
    private func measure(
        _ name: String,
        _ texts: [String],
        by check: Check = oneByOne
    ) throws {
        let time = try linting(texts, by: check)
        let bytes = texts.map { Array($0.utf8) }
        let size = bytes.reduce(0) { $0 + $1.count }
        let parsing = try Stopwatch.time(repeating: 5) {
            for bytes in bytes { _ = try BareYAML.events(of: bytes) }
        }
        Report.time(name, time, beside: [("libyaml's events alone", parsing)])
        Report.rate("  the same as a rate", Double(size) / 1e6 / time.seconds, "MB/s")
    }

    private typealias Check = (_ paths: [String], FileReading) -> Void

    private static func oneByOne(_ paths: [String], _ reading: FileReading) {
        for path in paths { _ = Linter.check(path: path, reading: reading) }
    }

    private func linting(_ texts: [String], by check: Check = oneByOne) throws -> Duration {
        let files = texts.enumerated().map { ("file\($0).yaml", $1) }
        let reading = FileReading.memory(Dictionary(uniqueKeysWithValues: files))
        let errors = Linter.check(path: "file0.yaml", reading: reading)
        guard errors.isEmpty else {
            throw LimitFailure(message: render(errors, format: .concise))
        }
        return Stopwatch.time(repeating: 5) { check(files.map(\.0), reading) }
    }

    /// Whole commands over 100 files, over a large one, and over next to nothing.
    private func commands(in scratch: Scratch) throws {
        let linters = installedLinters()
        for (name, count, workflow) in [
            ("a command over 100 files of 5 KB", 100, Self.fiveKilobytes),
            ("a command over one of 5,000 lines", 1, LintSample.workflow(lines: 5_000)),
            ("a command over one of 30 lines, its start", 1, LintSample.workflow(lines: 30)),
        ] {
            let runs = try linters.map { linter in
                let files = try linter.write(count, of: workflow, in: scratch)
                let runs = linter.isSlow ? 1 : 5
                let run = try MeasuredProcess.best(
                    of: runs,
                    linter.program,
                    linter.arguments + files
                )
                return (name: linter.name, run: run)
            }
            guard let (_, own) = runs.first else { return }
            let others = runs.dropFirst()
            print("  " + name)
            Report.figure(
                "time",
                own.time.milliseconds,
                "ms",
                lessIsBetter: true,
                against: others.map { ($0.name, $0.run.time.milliseconds) }
            )
            Report.figure(
                "most memory",
                own.mebibytes,
                "MiB",
                lessIsBetter: true,
                against: others.map { ($0.name, $0.run.mebibytes) }
            )
        }
    }

    /// Ours, which is built beside this program, and the peers that are there.
    private func installedLinters() -> [LinterCommand] {
        let own = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let linters = LinterCommand.all(own: own.path, peers: peers)
        for linter in linters where !linter.isInstalled { print("  " + linter.advice) }
        return linters.filter(\.isInstalled)
    }
}
