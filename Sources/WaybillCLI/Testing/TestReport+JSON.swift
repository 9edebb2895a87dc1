import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel
import WaybillSimulation

extension TestReport {
    /// The report for programs, with what no scenario took if that is wanted.
    func json(withCoverage: Bool) -> JSON {
        .object(
            [
                .init("scenarios", .number(String(scenarioCount))),
                .init("failed", .number(String(failureCount))),
                .init("files", .array(files.map(\.json))),
            ] + (withCoverage ? [.init("coverage", .array(coverage.map(\.json)))] : [])
        )
    }
}

extension TestedFile {
    fileprivate var json: JSON {
        let findings = try? JSON(parsing: render(self.findings, format: .json))
        return .object(
            [
                .init("file", .string(path)),
                .init("workflow", workflow.map { .string($0.name.rawValue) } ?? .null),
                .init("findings", findings ?? .array([])),
                .init("scenarios", .array(verdicts.map(\.json))),
            ]
        )
    }
}

extension ScenarioVerdict {
    fileprivate var json: JSON {
        let run = trace.runs.first
        var outcome: JSON = .null
        if case .completed(let name?, _) = run?.state.end { outcome = .string(name.rawValue) }
        return .object([
            .init("name", .string(scenario.name)),
            .init("line", .number(String(scenario.span.start.line))),
            .init("holds", .bool(holds)),
            .init("status", run.map { .string($0.state.status.rawValue) } ?? .null),
            .init("outcome", outcome),
            .init("elapsed", run.map { .string($0.elapsed.text) } ?? .null),
            .init("mismatches", .array(mismatches.map(\.json))),
        ])
    }
}

extension Mismatch {
    fileprivate var json: JSON {
        var members: [JSON.Member] = [
            .init("subject", .string(subject)),
            .init("file", .string(span.source.name)),
            .init("line", .number(String(span.start.line))),
            .init("column", .number(String(span.start.column))),
        ]
        switch difference {
        case .values(let expected, let actual):
            members += [.init("expected", .string(expected)), .init("actual", .string(actual))]
        case .lists(let lines):
            members += [
                .init("expected", .array(lines.compactMap(\.expected).map(JSON.string))),
                .init("actual", .array(lines.compactMap(\.actual).map(JSON.string))),
            ]
        case .note(let text, let help):
            members += [
                .init("message", .string(text)), .init("help", .array(help.map(JSON.string))),
            ]
        }
        return .object(members)
    }
}

extension ListDifference.Line {
    fileprivate var expected: String? {
        switch self {
        case .both(let text), .missing(let text): text
        case .extra: nil
        }
    }

    fileprivate var actual: String? {
        switch self {
        case .both(let text), .extra(let text): text
        case .missing: nil
        }
    }
}
