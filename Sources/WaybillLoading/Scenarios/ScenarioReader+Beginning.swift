import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What begins a scenario's run: its input, or an event that the workflow's `start` takes.
extension ScenarioReader {
    /// Lays what a file or a scenario says of the beginning over what is said around it. A scenario
    /// that begins by an event takes no input from around it, and the other way round.
    func setBeginning(_ mapping: Mapping, _ setting: inout Setting) {
        let inputs = ["input_file", "input"].compactMap(mapping.entry)
        if let start = mapping.entry("start") {
            if !inputs.isEmpty { findings.report(.severalBeginnings(start, inputs)) }
            setting.start = setting.start?.overlaid(with: start.value) ?? start.value
            setting.input = nil
            return
        }
        if !inputs.isEmpty { setting.start = nil }
        if let file = mapping["input_file"].flatMap({ reader.name($0, "`input_file`") }),
            let node = files.document(file)
        {
            setting.input = node
        }
        if let input = mapping["input"] {
            setting.input = setting.input?.overlaid(with: input) ?? input
        }
    }

    func beginning(_ setting: Setting, of name: Located<String>) -> Scenario.Beginning {
        if let start = setting.start, let event = startingEvent(start) { return .event(event) }
        if let node = setting.input {
            let what = "the input of the scenario"
            return .input(compile(node, workflow.input, at: .nowhere, what))
        }
        if setting.start == nil, workflow.input != .null {
            findings.report(.inputMissing(name, workflow))
        }
        return .input(Template(.constant(.null), type: .null, span: name.span))
    }

    /// The event that begins the run. Its type is that of the workflow's `start`.
    private func startingEvent(_ node: YAMLNode) -> ScenarioEvent? {
        guard let start = workflow.start else {
            findings.report(.notStartedByEvents(workflow, at: node.head))
            return nil
        }
        return reader.mapping(node, .scenarioStart).flatMap { mapping in
            event(mapping, of: start.event, at: .nowhere, id: "start")
        }
    }
}

extension KeyTable {
    static let scenarioStart = KeyTable("`start`", ["data", "subject", "source", "id"])
}

extension Diagnostic {
    static func notStartedByEvents(_ workflow: Workflow, at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "no event starts `\(workflow.name)`: it has no `start`",
            at: span,
            label: "cannot be started by an event",
            labels: [.init(workflow.span, "needs the key `start`")]
        )
    }

    fileprivate static func severalBeginnings(
        _ start: YAMLEntry,
        _ inputs: [YAMLEntry]
    ) -> Diagnostic {
        .exclusiveKeys(
            start.key,
            beside: inputs.map(\.key),
            "a run begins by an input or by an event, not by both",
            help: "the workflow's `start` makes the input of the event"
        )
    }

    fileprivate static func inputMissing(
        _ name: Located<String>,
        _ workflow: Workflow
    ) -> Diagnostic {
        let byEvent = workflow.start.map { start in
            "or say with `start` the data of the `\(start.event.type)` that begins the run"
        }
        return Diagnostic(
            .missingKey,
            "the scenario needs the key `input`",
            at: name.span,
            label: "`input` is missing",
            notes: ["`\(workflow.name)` declares its input as `\(workflow.input)`"],
            help: ["say it here, or for all scenarios at the top of the file"]
                + [byEvent].compactMap(\.self)
        )
    }
}
