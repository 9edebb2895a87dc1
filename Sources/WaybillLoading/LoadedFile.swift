package import WaybillDiagnostics
package import WaybillModel

/// What loading a file gave.
package struct LoadedFile: Sendable {
    package enum Kind: Sendable {
        /// The graph; `nil` when a finding is an error.
        case workflow(Workflow?)
        /// The contracts that the file itself declares.
        case contracts([HandlerContract])
        /// A file of bindings, which is read elsewhere.
        case bindings
        /// None of these, or not readable.
        case unknown
    }

    package let source: SourceText
    package let kind: Kind
    /// Of this file in the order of its text, then those of the files it uses.
    package let diagnostics: [Diagnostic]
    /// The files that define the workflow, when all of them could be read.
    package let definition: Definition?

    /// The graph, when the file is a workflow without errors.
    package var workflow: Workflow? {
        if case .workflow(let workflow) = kind { workflow } else { nil }
    }
}
