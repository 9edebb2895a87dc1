import ArgumentParser
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// How fast files are checked.
struct LintSubject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Checking workflows, beside libyaml's bare parsing of the same bytes."
    )

    func run() throws {
        Report.title("lint: everything from the text to the findings, on one core")
        try measure("100 files of 5 KB", (0..<100).map { _ in text(lines: 180) })
        try measure("one file of 5,000 lines", [text(lines: 5_000)])
    }

    private func measure(_ name: String, _ texts: [String]) throws {
        let files = texts.enumerated().map { ("file\($0).yaml", $1) }
        let reading = FileReading.memory(Dictionary(uniqueKeysWithValues: files))
        let errors = Linter.check(path: "file0.yaml", reading: reading)
        guard errors.isEmpty else {
            throw LimitFailure(message: render(errors, format: .concise))
        }
        let bytes = texts.map { Array($0.utf8) }
        let size = bytes.reduce(0) { $0 + $1.count }
        let linting = Stopwatch.time(repeating: 5) {
            for (path, _) in files { _ = Linter.check(path: path, reading: reading) }
        }
        let parsing = try Stopwatch.time(repeating: 5) {
            for bytes in bytes { _ = try BareYAML.events(of: bytes) }
        }
        let millions = Double(size) / 1e6
        Report.time(name, linting, beside: [("libyaml's events alone", parsing)])
        Report.rate("  the same as a rate", millions / linting.seconds, "MB/s")
    }

    /// A workflow of about that many lines, without a finding.
    private func text(lines: Int) -> String {
        var text = SampleWorkflow.head
        var count = text.split(separator: "\n").count
        var number = 0
        while count < lines {
            let steps = self.steps(number)
            count += steps.split(separator: "\n").count
            text += steps
            number += 1
        }
        return text + "  - step: done\n    finish: sold\n    output: { label: none }\n"
    }

    private func steps(_ number: Int) -> String {
        """
          - step: screen_\(number)
            when: input.total > \(number) && input.lines.exists(line, line.quantity > 1)
            call: fraud.score
            with: { order: "${ input.id }", amount: "${ input.total }" }
          - step: authorize_\(number)
            summary: Hold the money for part \(number).
            call: payments.authorize
            with:
              order: part \(number) of ${ input.id }
              amount: ${ input.total }
              currency: ${ input.currency }
            catch:
              - error: card_declined
                finish: rejected
            compensate:
              call: payments.void
              with: { order: "${ input.id }" }
          - step: triage_\(number)
            route:
              - when: steps.?screen_\(number).risk.orValue(0) >= 80
                finish: rejected
            else: { to: next }

        """
    }
}
