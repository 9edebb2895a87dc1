import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Reads the top of a file of scenarios off its tree.
struct ScenarioFileReader {
    let reader: DeclarationReader
    let files: NeighbouringFiles

    private var findings: Findings { reader.findings }

    /// What a file of scenarios may hold.
    private static let mostScenarios = 500

    /// The scenarios of a document, those that could be read; `nil` when it is no such file.
    func read(_ document: YAMLDocument) -> ScenarioFile? {
        let kind = reader.read(document).kind
        guard let root = document.root, kind != .unreadable else { return nil }
        guard kind == .scenarios else {
            if kind != .unknown { findings.report(.noScenarios(root, kind)) }
            return nil
        }
        guard let file = reader.mapping(root, .scenarioFile),
            let test = reader.required("test", in: file),
            let path = reader.name(test, "the path under `test`"),
            let workflow = files.workflow(path)
        else { return nil }
        let scenarios = reader.required("scenarios", in: file)
            .flatMap { node in
                let items = reader.sequence(node, of: "`scenarios`")
                if items?.isEmpty == true { findings.report(.noScenario(at: node.span)) }
                return items
            }
        guard let scenarios else { return nil }
        if let extra = scenarios.dropFirst(Self.mostScenarios).first {
            findings.report(.tooManyScenarios(at: extra.head, most: Self.mostScenarios))
        }
        let registered = registered(in: file)
        let common = ScenarioReader(reader, files, workflow, beside: registered)
        let shared = common.setting(file, within: .standard)
        let read = scenarios.prefix(Self.mostScenarios).compactMap {
            common.scenario($0, within: shared)
        }
        refuseEqualNames(read)
        return ScenarioFile(workflow: workflow, registered: registered, scenarios: read)
    }

    /// The workflows beside the one under test, which events start.
    private func registered(in file: Mapping) -> [Workflow] {
        (file["register"].flatMap { reader.sequence($0, of: "`register`") } ?? []).compactMap {
            item in
            guard let path = reader.name(item, "a path under `register`"),
                let workflow = files.workflow(path)
            else { return nil }
            if workflow.start == nil {
                findings.report(.notStartedByEvents(workflow, at: path.span))
            }
            return workflow
        }
    }

    private func refuseEqualNames(_ scenarios: [Scenario]) {
        var first: [String: Span] = [:]
        for scenario in scenarios {
            if let earlier = first[scenario.name] {
                findings.report(
                    .duplicateName(scenario.name, "scenario", at: scenario.span, first: earlier)
                )
            } else {
                first[scenario.name] = scenario.span
            }
        }
    }
}

extension KeyTable {
    static let scenarioFile = KeyTable(
        "a file of scenarios",
        [
            "waybill", "test", "register", "summary", "starts_at", "input_file", "input", "start",
            "handlers", "scenarios",
        ]
    )

    static let scenario = KeyTable(
        "a scenario",
        [
            "scenario", "summary", "starts_at", "input_file", "input", "start", "handlers",
            "events", "operator", "until", "expect",
        ]
    )
}

extension Diagnostic {
    fileprivate static func noScenarios(_ root: YAMLNode, _ kind: FileKind) -> Diagnostic {
        let file = root.head.source.name.split(separator: "/").last ?? ""
        let name = file.split(separator: ".").first ?? ""
        return Diagnostic(
            .wrongShape,
            "this is \(kind.name), not a file of scenarios",
            at: root.head,
            label: "no `scenarios` here",
            help: kind == .workflow
                ? ["its scenarios stand beside it: name `\(name).test.yaml`, or the folder"] : []
        )
    }

    fileprivate static func noScenario(at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "there is no scenario here, so that nothing can go wrong",
            at: span,
            label: "empty",
            help: [
                "write one: `- { scenario: sells, expect: { status: completed } }`, or remove the file"
            ]
        )
    }

    fileprivate static func tooManyScenarios(at span: Span, most: Int) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "a file has at most \(most) scenarios",
            at: span,
            label: "one too many",
            help: ["put the others into a file of their own"]
        )
    }
}
