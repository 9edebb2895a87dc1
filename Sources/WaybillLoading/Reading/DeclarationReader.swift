import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Reads the declarations of one file off its tree. Each construct has its own extension; what is
/// wrong becomes a finding, and reading goes on after it.
final class DeclarationReader {
    let findings: Findings
    /// Where the file stands: paths in it start from there.
    let folder: FilePath
    /// The JSON Schema files that types are imported from so far.
    var imports: [Located<FilePath>] = []
    /// Ids of steps inside constructs that are not read.
    var poisonedIDs: Set<StepID> = []
    /// Whether parts of the file could not be read as YAML: then a key that is missing at its top
    /// is no finding of its own.
    let isPartial: Bool
    /// Whether types, events, contracts or policies of the file could not be read: then a name that
    /// is missing is no finding of its own.
    private(set) var lostDeclarations: Bool
    /// Whether the steps being read run once the ending of the run is decided.
    var isReadingAfter = false
    private var stepCount = 0
    /// What a workflow's graph may grow to; checking it takes up to the square of this.
    private static let mostSteps = 10_000

    init(findings: Findings, isPartial: Bool, folder: FilePath = FilePath("")) {
        self.findings = findings
        self.folder = folder
        self.isPartial = isPartial
        lostDeclarations = isPartial
    }

    /// The number of the next step; `nil`, with one finding, when there are too many. Steps are
    /// numbered in the order they are read, a step before those inside it.
    func nextNode(at span: Span) -> NodeID? {
        defer { stepCount += 1 }
        if stepCount == Self.mostSteps {
            findings.report(
                Diagnostic(
                    .resourceLimit,
                    "a workflow has at most \(Self.mostSteps) steps",
                    at: span,
                    label: "one too many",
                    help: ["steps that are alike stand in one `for_each`"]
                )
            )
        }
        return stepCount < Self.mostSteps ? NodeID(stepCount) : nil
    }

    /// Reads a workflow file or a file of contracts.
    func file(_ mapping: Mapping, source: SourceText, isWorkflow: Bool) -> FileDeclaration {
        let uses = mapping["use"].map(uses) ?? []
        if let node = mapping["use"], !node.isSequence { lostDeclarations = true }
        for key in ["types", "events", "handlers", "policies"] {
            if let node = mapping[key], !node.isMapping { lostDeclarations = true }
        }
        let types = mapping["types"].map(types) ?? []
        let events = mapping["events"].map(events) ?? []
        let handlers = mapping["handlers"].map(handlers) ?? []
        let policies = mapping["policies"].map(policies) ?? []
        let workflow = isWorkflow ? workflow(mapping) : nil
        return FileDeclaration(
            source: source,
            uses: uses,
            imports: imports,
            types: types,
            events: events,
            handlers: handlers,
            policies: policies,
            workflow: workflow
        )
    }

    private func uses(_ node: YAMLNode) -> [Located<String>] {
        (sequence(node, of: "`use`") ?? []).compactMap { item in
            string(item, "a path under `use`").map { Located($0, at: item.span) }
        }
    }

    private func workflow(_ mapping: Mapping) -> WorkflowDeclaration {
        let name = workflowName(mapping)
        let steps = requiredAtTop("steps", in: mapping).map { stepList($0, of: "`steps`") }
        let after = mapping["after"].map(after) ?? []
        return WorkflowDeclaration(
            name: name,
            version: mapping["version"].flatMap { integer($0, "`version`", in: 1...Int.max) } ?? 1,
            summary: mapping["summary"].flatMap { string($0, "`summary`") },
            input: mapping["input"].map { typeExpression($0) },
            output: mapping["output"].map { typeExpression($0) },
            outcomes: mapping["outcomes"].map(outcomes) ?? [],
            key: mapping["key"].flatMap { expression($0, "key") },
            start: mapping["start"].flatMap(start),
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            defaults: mapping["defaults"].map(defaults) ?? CallDefaults(),
            steps: steps ?? StepList(steps: [], span: mapping.head),
            after: after,
            invariants: mapping["invariants"].map(invariants) ?? [],
            isPartial: isPartial,
            poisonedIDs: poisonedIDs,
            stepCount: min(stepCount, Self.mostSteps)
        )
    }

    private func requiredAtTop(_ key: String, in mapping: Mapping) -> YAMLNode? {
        isPartial ? mapping[key] : required(key, in: mapping)
    }

    private func workflowName(_ mapping: Mapping) -> Located<WorkflowName> {
        guard let node = requiredAtTop("workflow", in: mapping),
            let text = string(node, "the name of a workflow")
        else { return Located("", at: mapping.head) }
        if !Identifier.isSnakeCase(text) {
            findings.report(
                .badID(text, "a workflow's name", form: Identifier.snakeCase, at: node.span)
            )
        }
        return Located(WorkflowName(text), at: node.span)
    }

    private func outcomes(_ node: YAMLNode) -> [Outcome] {
        guard let mapping = anyMapping(node, "`outcomes`") else { return [] }
        return mapping.entries.compactMap { entry in
            let name = entry.key.string
            if !Identifier.isSnakeCase(name) {
                findings.report(
                    .badID(name, "an outcome", form: Identifier.snakeCase, at: entry.key.span)
                )
            }
            let disposition =
                member(entry.value, "an outcome", of: Outcome.Disposition.self) ?? .keep
            return Outcome(
                name: OutcomeName(name),
                disposition: disposition,
                span: entry.key.span
            )
        }
    }

    private func start(_ node: YAMLNode) -> StartDeclaration? {
        guard let mapping = mapping(node, .start),
            let type = required("event", in: mapping).flatMap({ name($0, "an event type") })
        else { return nil }
        return StartDeclaration(
            event: Located(EventType(type.value), at: type.span),
            condition: mapping["where"].flatMap { expression($0, "where") },
            input: mapping["input"]
        )
    }

    private func defaults(_ node: YAMLNode) -> CallDefaults {
        guard let mapping = mapping(node, .defaults) else { return CallDefaults() }
        return CallDefaults(
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            retry: mapping["retry"].flatMap(retry)
        )
    }
}
