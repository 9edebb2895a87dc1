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

    /// The graph of the file that loading starts from; `nil` when a finding is an error and the graph
    /// is not whole. It is a draft while any finding is an error.
    mutating func workflow() -> Workflow? { workflow(of: entry, besides: nil, isDraft: true) }

    private mutating func workflow(
        of file: SourceFiles.File,
        besides other: SourceText?,
        isDraft: Bool = false
    ) -> Workflow? {
        guard let declaration = file.declaration?.workflow else { return nil }
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
        return builder.workflow(digest: digest, besides: other, isDraft: isDraft)
    }

    /// The graph of a workflow that is used. What is wrong with the file that loading starts from
    /// does not keep it from being built, so that the runs there are checked all the same.
    private mutating func workflow(at path: FilePath) -> Workflow? {
        if let known = built[path] { return known }
        guard let file = files.file(at: path) else { return nil }
        let graph = workflow(of: file, besides: entry.source)
        built[path] = .some(graph)
        return graph
    }
}
