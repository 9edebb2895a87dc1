public import WaybillDiagnostics
import WaybillEngine
import WaybillLint
import WaybillLoading
import WaybillModel

/// A workflow, loaded and checked.
public struct OrderWorkflow: Sendable {
    let pinned: PinnedWorkflow

    /// Loads a workflow file and the files it uses, and lints it: nothing runs that lint refuses.
    ///
    /// - Throws: ``InvalidWorkflow`` with everything that is wrong.
    public init(contentsOf path: String) throws {
        let loaded = Loader.load(path: path)
        let findings = Linter.check(loaded, settings: LintSettings(search: ConfigurationSearch()))
        guard let workflow = loaded.workflow, let definition = loaded.definition,
            !findings.contains(where: { $0.severity == .error })
        else { throw InvalidWorkflow(diagnostics: findings) }
        pinned = PinnedWorkflow(
            workflow: workflow,
            definition: try StoredWorkflow.store(definition)
        )
    }

    /// The workflow's name.
    public var name: String { pinned.workflow.name.rawValue }
}

/// A workflow file that is wrong.
public struct InvalidWorkflow: Error, Sendable, CustomStringConvertible {
    /// What is wrong, each with its place.
    public let diagnostics: [Diagnostic]

    /// The findings as a person reads them.
    public var description: String { render(diagnostics, format: .human) }
}
