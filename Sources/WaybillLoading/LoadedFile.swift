package import WaybillDiagnostics
package import WaybillModel

/// What loading a file gave.
package struct LoadedFile: Sendable {
    package enum Kind: Sendable {
        case workflow(WorkflowGraph)
        /// The contracts that the file itself declares.
        case contracts([HandlerContract])
        /// A file of bindings, which is read elsewhere.
        case bindings
        /// What `waybill.yaml` says, which is read elsewhere.
        case configuration
        /// A file of scenarios, which is read elsewhere.
        case scenarios
        /// None of these, or not readable.
        case unknown
    }

    package let source: SourceText
    package let kind: Kind
    /// Of this file in the order of its text, then those of the files it uses.
    package let diagnostics: [Diagnostic]
    /// What comments allow, in this file and in those it uses.
    package let allowances: [Allowance]
    /// The types that it and the files it uses declare.
    package let types: [NamedDeclaration]
    /// The policies that they declare.
    package let policies: [NamedDeclaration]
    /// The names of the texts that were read: of this file, and of those it uses.
    package let sourceNames: [String]
    /// The files that define the workflow, when all of them could be read.
    package let definition: Definition?

    /// The graph, when the file is a workflow without errors.
    package var workflow: Workflow? {
        if case .workflow(let graph) = kind { graph.workflow } else { nil }
    }
}

/// What became of a workflow that was read.
package enum WorkflowGraph: Sendable {
    /// No finding is an error.
    case sound(Workflow)
    /// There are errors that left the graph whole: it can be looked at further, and never be run,
    /// since values in it may be missing.
    case draft(Workflow)
    /// Errors left no graph that anything can be said about.
    case broken

    /// The graph, when it can be run.
    var workflow: Workflow? {
        if case .sound(let workflow) = self { workflow } else { nil }
    }
}

/// A type or a policy, as a file declares it.
package struct NamedDeclaration: Sendable {
    package let name: String
    /// Where its name stands.
    package let span: Span
    /// Whether something in the files loaded together names it.
    package let isUsed: Bool
}
