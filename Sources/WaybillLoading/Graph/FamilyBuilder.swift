import WaybillDiagnostics
import WaybillModel

/// Builds the graph of a workflow, and before it those of the workflows that it runs, each once.
struct FamilyBuilder {
    private let files: SourceFiles
    private let digest: DefinitionDigest
    private let entry: SourceFiles.File
    private let findings: Findings
    private var built: [FilePath: Workflow?] = [:]

    init(
        files: SourceFiles,
        digest: DefinitionDigest,
        entry: SourceFiles.File,
        findings: Findings
    ) {
        self.files = files
        self.digest = digest
        self.entry = entry
        self.findings = findings
    }

    /// The graph of the file that loading starts from.
    mutating func graph() -> WorkflowGraph { graph(of: entry, besides: nil) }

    private mutating func graph(
        of file: SourceFiles.File,
        besides other: SourceText?
    ) -> WorkflowGraph {
        guard let declaration = file.declaration?.workflow else { return .broken }
        var runnable: [WorkflowName: Workflow] = [:]
        for (name, used) in file.namespace.workflows.sorted(by: { $0.key < $1.key }) {
            runnable[name] = workflow(at: used.file)
        }
        let builder = WorkflowBuilder(
            declaration,
            namespace: file.namespace,
            runnable: runnable,
            resolver: file.resolver,
            policyUses: files.policyUses,
            findings: findings
        )
        return builder.graph(digest: digest, besides: other)
    }

    /// The graph of a workflow that is used. What is wrong with the file that loading starts from
    /// does not keep it from being built, so that the runs there are checked all the same.
    private mutating func workflow(at path: FilePath) -> Workflow? {
        if let known = built[path] { return known }
        guard let file = files.file(at: path) else { return nil }
        let workflow = graph(of: file, besides: entry.source).workflow
        built[path] = .some(workflow)
        return workflow
    }
}
