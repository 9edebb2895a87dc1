import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Reads scenarios, each within what its file says for all of them.
struct ScenarioReader {
    let reader: DeclarationReader
    let files: NeighbouringFiles
    let workflow: Workflow
    /// It, the workflows beside it, and those that any of them runs.
    let workflows: [Workflow]
    let expressions: ExpressionCompiler
    /// The handlers that some step or undo of these calls.
    let called: Set<HandlerName>

    var findings: Findings { reader.findings }

    init(
        _ reader: DeclarationReader,
        _ files: NeighbouringFiles,
        _ workflow: Workflow,
        beside others: [Workflow]
    ) {
        self.reader = reader
        self.files = files
        self.workflow = workflow
        workflows = ([workflow] + others).flatMap(\.family)
        expressions = ExpressionCompiler(findings: reader.findings) { _ in .none }
        called = Set(([workflow] + others).flatMap(\.calledHandlers).map(\.name))
    }

    /// What holds for a scenario unless it says otherwise.
    struct Setting {
        var startsAt: Timestamp
        /// At most one of these two is there.
        var input: YAMLNode?
        var start: YAMLNode?
        var scripts: [HandlerName: HandlerScript]

        static let standard = Setting(
            startsAt: Timestamp(seconds: 1_767_258_000) ?? .earliest,
            input: nil,
            start: nil,
            scripts: [:]
        )
    }

    /// What a file or a scenario sets, over what is set around it.
    func setting(_ mapping: Mapping, within outer: Setting) -> Setting {
        var setting = outer
        if let node = mapping["starts_at"], let time = timestamp(node, "`starts_at`") {
            setting.startsAt = time
        }
        setBeginning(mapping, &setting)
        for (handler, script) in mapping["handlers"].map(scripts) ?? [] {
            setting.scripts[handler] = script
        }
        return setting
    }

    func scenario(_ node: YAMLNode, within shared: Setting) -> Scenario? {
        guard let mapping = reader.mapping(node, .scenario),
            let nameNode = reader.required("scenario", in: mapping),
            let name = reader.name(nameNode, "the name of a scenario")
        else { return nil }
        if let summary = mapping["summary"] { _ = reader.string(summary, "`summary`") }
        let setting = setting(mapping, within: shared)
        let events = mapping["events"].map(events) ?? []
        let requests = mapping["operator"].map(requests) ?? []
        guard let expect = reader.required("expect", in: mapping) else { return nil }
        return Scenario(
            name: name.value,
            startsAt: setting.startsAt,
            beginning: beginning(setting, of: name),
            scripts: setting.scripts,
            happenings: events + requests,
            until: mapping["until"].flatMap {
                reader.duration($0, "`until`", moreThanZero: true)
            },
            expectation: expectation(expect),
            span: name.span
        )
    }

    /// Where the parts of a scenario that see the run's input stand.
    var place: ExpressionPlace { .scenario(input: workflow.input) }

    func compile(
        _ node: YAMLNode,
        _ slot: ValueType?,
        at place: ExpressionPlace,
        _ what: String
    ) -> Template {
        TemplateCompiler(expressions: expressions, place: place, purpose: .value(what))
            .compile(node, slot: slot)
    }

    /// A point in time, written as RFC 3339 has it.
    func timestamp(_ node: YAMLNode, _ what: String) -> Timestamp? {
        guard let text = reader.string(node, what) else { return nil }
        if let time = Timestamp(rfc3339: text) { return time }
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) is not a point in time: `\(text)`",
                at: node.span,
                label: "not a timestamp",
                help: ["write date, time and zone, such as `2026-06-01T09:30:00Z`"]
            )
        )
        return nil
    }

    /// A step of the workflow, by its id or by its path.
    func step(_ node: YAMLNode, _ what: String) -> StepReference? {
        guard let text = reader.string(node, what) else { return nil }
        let ids = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
        let known = workflow.nodes.map(\.step)
        for id in ids where !known.contains(StepID(id)) {
            findings.report(.noSuchStep(id, in: workflow, at: node.span))
            return nil
        }
        return ids.last.map { StepReference(text: text, step: StepID($0)) }
    }

    /// Steps of the workflow.
    func steps(_ node: YAMLNode, _ what: String) -> [StepReference] {
        (reader.sequence(node, of: what) ?? []).compactMap { step($0, "a step under \(what)") }
    }

    /// The contract of a handler that one of the workflows sees.
    func contract(_ name: Located<String>) -> HandlerContract? {
        let contracts = workflows.flatMap(\.contracts)
        if let contract = contracts.first(where: { $0.name.rawValue == name.value }) {
            return contract
        }
        let known = contracts.map(\.name.rawValue)
        findings.report(
            Diagnostic(
                .unknownHandler,
                "`\(workflow.name)` knows no handler `\(name.value)`",
                at: name.span,
                label: "has no contract",
                help: didYouMean(name.value, among: known)
            )
        )
        return nil
    }
}

extension YAMLNode {
    /// The node with what another says put over it: fields of mappings one by one, everything else
    /// as a whole.
    func overlaid(with other: YAMLNode) -> YAMLNode {
        guard case .mapping(let own) = content, case .mapping(let others) = other.content else {
            return other
        }
        let values = Dictionary(
            others.map { ($0.key.string, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let names = Set(own.map(\.key.string))
        let kept = own.map { entry -> YAMLEntry in
            guard let over = values[entry.key.string] else { return entry }
            return YAMLEntry(key: over.key, value: entry.value.overlaid(with: over.value))
        }
        let added = others.filter { !names.contains($0.key.string) }
        return YAMLNode(.mapping(kept + added), span: other.span)
    }
}

extension Diagnostic {
    fileprivate static func noSuchStep(
        _ id: String,
        in workflow: Workflow,
        at span: Span
    ) -> Diagnostic {
        let near = didYouMean(id, among: workflow.nodes.map(\.step.rawValue))
        return Diagnostic(
            .undefinedName,
            "there is no step `\(id)` in `\(workflow.name)`",
            at: span,
            label: "unknown step",
            help: near
        )
    }
}
