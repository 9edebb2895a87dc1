import WaybillDiagnostics
import WaybillEngine
import WaybillLint
import WaybillLoading

/// Reads a workflow that is to be run or drawn.
enum WorkflowFile {
    /// The workflow of a file, with its definition. Prints what is wrong and throws when something
    /// is: nothing runs that lint refuses.
    static func load(_ path: String) throws -> PinnedWorkflow {
        if FileReading.isFolder(path) {
            throw CommandFailure(
                .invalid,
                "\(path) is a folder",
                help: "name the workflow's file; `waybill lint` and `waybill test` take folders"
            )
        }
        let loaded = Loader.load(path: path)
        let search = ConfigurationSearch()
        // It is looked at though there be nothing that it could decide about.
        _ = search.configuration(of: path)
        let found = Linter.check(loaded, settings: LintSettings(search: search))
        // A configuration with mistakes does not say what its author meant.
        let findings = (search.diagnostics + found).filter { $0.severity == .error }
        guard findings.isEmpty else {
            Terminal.write(render(findings, format: .human, colour: Terminal.errorHasColour))
            throw ExitStatus.invalid
        }
        guard let workflow = loaded.workflow, let definition = loaded.definition else {
            throw CommandFailure(
                .invalid,
                "\(path) is not a workflow",
                help: "a workflow file starts with `waybill: 1` and `workflow: <name>`"
            )
        }
        return PinnedWorkflow(
            workflow: workflow,
            definition: try StoredWorkflow.store(definition)
        )
    }
}
