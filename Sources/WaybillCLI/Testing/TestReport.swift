import WaybillDiagnostics
import WaybillInterpreter
import WaybillLoading
import WaybillModel
import WaybillSimulation

/// What came of the scenarios of some files.
struct TestReport {
    let files: [TestedFile]

    var scenarioCount: Int { files.map(\.verdicts.count).reduce(0, +) }
    var failureCount: Int { files.map(\.failureCount).reduce(0, +) }
    /// The files that could not be read, or have mistakes.
    var faultyCount: Int { files.count { !$0.isReadable } }

    var isReadable: Bool { faultyCount == 0 }
    var holds: Bool { isReadable && failureCount == 0 }
}

/// What came of the scenarios of one file.
struct TestedFile {
    let path: String
    /// What is wrong with the file, or worth knowing of it.
    let findings: [Diagnostic]
    let workflow: Workflow?
    /// In the order of the file.
    let verdicts: [ScenarioVerdict]

    /// Loads a file and runs the scenarios in it whose name has a text in it.
    init(path: String, filter: String?) {
        let loaded = ScenarioLoader.load(path: path)
        self.path = path
        findings = loaded.diagnostics
        workflow = loaded.file?.workflow
        verdicts =
            loaded.file.map { file in
                file.scenarios.filter { filter == nil || $0.name.contains(filter ?? "") }
                    .map { ScenarioRunner.run($0, in: file) }
            } ?? []
    }

    var isReadable: Bool { workflow != nil }
    var failureCount: Int { verdicts.count { !$0.holds } }
}

extension ScenarioVerdict {
    /// How the run ended, or stands, and after how much virtual time: `fulfilled after 2d`.
    var ending: String {
        guard let run = trace.runs.first else { return "not started" }
        var ending = run.state.status.rawValue
        if case .completed(let outcome?, _) = run.state.end { ending = outcome.rawValue }
        return "\(ending) after \(run.elapsed.text)"
    }
}

extension Mismatch {
    /// `workflows/fulfil_order.test.yaml:41:16`
    var place: String { "\(span.source.name.visible):\(span.start.line):\(span.start.column)" }
}
