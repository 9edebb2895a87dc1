import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// The files that a file of scenarios names: the workflow it tests, and inputs.
struct NeighbouringFiles {
    let folder: FilePath
    let reading: FileReading
    let findings: Findings

    /// The workflow at a path; `nil`, with its own findings, when something is wrong with it.
    func workflow(_ name: Located<String>) -> Workflow? {
        let loaded = Loader.load(path: folder.appending(name.value).text, reading: reading)
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        if loaded.source.bytes.isEmpty {
            findings.report(.unreadable(name, reason: "there is nothing to read", at: folder))
        } else if errors.isEmpty, loaded.workflow == nil {
            findings.report(.notAWorkflow(name))
        } else {
            findings.report(errors)
        }
        return loaded.workflow
    }

    /// The tree of a JSON document, which is YAML as well; `nil`, with findings, when it cannot be
    /// read.
    func document(_ name: Located<String>) -> YAMLNode? {
        let path = folder.appending(name.value).text
        do {
            let source = SourceText(name: path, bytes: try reading.read(path))
            let document = YAMLReader.read(source)
            findings.report(document)
            return document.root
        } catch {
            findings.report(.unreadable(name, reason: FileReading.reason(error), at: folder))
            return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func unreadable(
        _ name: Located<String>,
        reason: String,
        at folder: FilePath
    ) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "cannot read `\(name.value)`: \(reason)",
            at: name.span,
            label: "not readable",
            notes: ["looked for it at `\(folder.appending(name.value).text)`"],
            help: ["paths start from the folder of this file"]
        )
    }

    fileprivate static func notAWorkflow(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .useNotFound,
            "`\(name.value)` is not a workflow",
            at: name.span,
            label: "nothing in it can be run",
            help: ["`test` names the file of the workflow that the scenarios are about"]
        )
    }
}
