import WaybillDiagnostics
import WaybillHistory
import WaybillInterpreter
import WaybillModel
import WaybillSimulation

/// A report for people: a line for each scenario, and below those that fail what is not as
/// expected, and the story of the run.
struct HumanTestReport {
    let colour: Bool
    /// Whether to tell the story of every run.
    let isVerbose: Bool
    /// Whether to say what no scenario took.
    let withCoverage: Bool

    private static let indent = String(repeating: " ", count: 10)
    private static let width = 100
    /// What is told of a run that does not come to its end: the last is what it does for ever.
    private static let mostOfEndless = 50

    func text(of report: TestReport) -> String {
        report.files.map(text).joined(separator: "\n") + "\n"
            + (withCoverage ? coverage(of: report) : "") + summary(of: report) + "\n"
    }

    private func text(of file: TestedFile) -> String {
        let findings =
            file.findings.isEmpty
            ? "" : render(file.findings, format: .human, colour: colour)
        guard file.isReadable else { return findings }
        let title = strong(file.path.visible) + "\n"
        let text = findings + title + file.verdicts.map(text).joined()
        return text.hasSuffix("\n\n") ? String(text.dropLast()) : text
    }

    private func text(of verdict: ScenarioVerdict) -> String {
        let mark = verdict.holds ? good("ok    ") : bad("FAILED")
        let name = verdict.scenario.name.visible
        let line = "  \(mark)  \(name) \(quiet("(\(verdict.ending))"))\n"
        var paragraphs = verdict.mismatches.map(lines)
        if !verdict.holds || isVerbose { paragraphs += stories(of: verdict) }
        let details = paragraphs.map { paragraph in
            paragraph.map { $0.isEmpty ? "\n" : Self.indent + $0 + "\n" }.joined()
        }
        return line + (details.isEmpty ? "" : "\n" + details.joined(separator: "\n") + "\n")
    }

    // MARK: What is not as expected

    private func lines(of mismatch: Mismatch) -> [String] {
        let head = strong(mismatch.subject.visible) + "  " + quiet(mismatch.place)
        switch mismatch.difference {
        case .values(let expected, let actual):
            return [
                head, "  expected  \(good(expected.visible))", "  actual    \(bad(actual.visible))",
            ]
        case .note(let text, let help):
            return [head, "  \(text.visible)"] + help.map { "  = help: \($0.visible)" }
        case .lists(let lines):
            return [head + quiet("  (- expected, + actual)")] + lines.map(line)
        }
    }

    private func line(of line: ListDifference.Line) -> String {
        switch line {
        case .both(let text): "    \(text.visible)"
        case .missing(let text): good("  - \(text.visible)")
        case .extra(let text): bad("  + \(text.visible)")
        }
    }

    private func stories(of verdict: ScenarioVerdict) -> [[String]] {
        var last = Int.max
        if case .endless? = verdict.trace.fault { last = Self.mostOfEndless }
        return verdict.trace.runs.map { run in
            let timeline = Timeline(of: run.events, workflow: run.workflow)
            let width = Self.width - Self.indent.count
            return timeline.rendered(colour: colour, width: width, last: last)
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map(String.init)
        }
    }

    private func coverage(of report: TestReport) -> String {
        let lines = report.coverage.flatMap(\.lines).map { "  \($0)\n" }
        return lines.isEmpty ? "" : strong("coverage") + "\n" + lines.joined() + "\n"
    }

    // MARK: The end

    private func summary(of report: TestReport) -> String {
        let count = report.scenarioCount
        let files = report.files.count
        let total =
            "\(count) \(count == 1 ? "scenario" : "scenarios") in \(files) \(files == 1 ? "file" : "files")"
        if report.holds { return "\(total): \(good("all as expected"))" }
        let failures = [
            report.failureCount > 0 ? "\(report.failureCount) failed" : nil,
            report.faultyCount > 0
                ? "\(report.faultyCount) \(report.faultyCount == 1 ? "file" : "files") with mistakes"
                : nil,
        ]
        return "\(total): " + bad(failures.compactMap(\.self).joined(separator: ", "))
    }

    private func strong(_ text: String) -> String { painted(text, "1") }
    private func quiet(_ text: String) -> String { painted(text, "2") }
    private func good(_ text: String) -> String { painted(text, "32") }
    private func bad(_ text: String) -> String { painted(text, "31") }

    /// The text between Select Graphic Rendition sequences (ECMA-48 §8.3.117), or left alone.
    private func painted(_ text: String, _ code: String) -> String {
        colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
