import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What comes from outside: events, and what operators ask.
extension ScenarioReader {
    func events(_ node: YAMLNode) -> [Happening] {
        let items = reader.sequence(node, of: "`events`") ?? []
        return items.enumerated().compactMap { index, item in event(item, number: index + 1) }
    }

    func requests(_ node: YAMLNode) -> [Happening] {
        (reader.sequence(node, of: "`operator`") ?? []).compactMap(request)
    }

    private func event(_ node: YAMLNode, number: Int) -> Happening? {
        guard let mapping = reader.mapping(node, .scenarioEvent) else { return nil }
        let moment = moment(mapping)
        guard let typeNode = reader.required("type", in: mapping),
            let type = reader.name(typeNode, "`type`"), let declared = declaration(of: type)
        else { return nil }
        let event = event(mapping, of: declared, at: place, id: "event-\(number)")
        guard let moment, let event else { return nil }
        return Happening(moment: moment, kind: .event(event), span: mapping.head)
    }

    /// An event of a declared type, whose data is written at a place; `id` unless it says its own.
    func event(
        _ mapping: Mapping,
        of declared: EventDeclaration,
        at place: ExpressionPlace,
        id: String
    ) -> ScenarioEvent? {
        guard let data = mapping["data"] else {
            findings.report(.missingKey("data", of: "an event", at: mapping.head))
            return nil
        }
        return ScenarioEvent(
            type: declared.type,
            id: mapping["id"].flatMap { reader.string($0, "`id`") } ?? id,
            source: mapping["source"].flatMap { reader.string($0, "`source`") } ?? "scenario",
            subject: mapping["subject"].flatMap { reader.string($0, "`subject`") },
            data: compile(data, declared.data, at: place, "the data of `\(declared.type)`")
        )
    }

    /// The declaration of a type of event that the workflow, or one beside it, sees.
    func declaration(of type: Located<String>) -> EventDeclaration? {
        let events = workflows.flatMap(\.events)
        if let event = events.first(where: { $0.type.rawValue == type.value }) { return event }
        findings.report(
            Diagnostic(
                .undeclaredEvent,
                "there is no event type `\(type.value)`",
                at: type.span,
                label: "not declared under `events` of `\(workflow.name)`",
                help: didYouMean(type.value, among: events.map(\.type.rawValue))
            )
        )
        return nil
    }

    private func request(_ node: YAMLNode) -> Happening? {
        guard let mapping = reader.mapping(node, .scenarioRequest) else { return nil }
        let moment = moment(mapping)
        let kinds = mapping.entries.filter { KeyTable.requestKinds.contains($0.key.string) }
        guard let kind = kinds.first else {
            findings.report(.requestMissing(at: mapping.head))
            return nil
        }
        if kinds.count > 1 { findings.report(.severalRequests(kinds[0], kinds[1])) }
        let isRefused = mapping["refused"].flatMap { reader.bool($0, "`refused`") } ?? false
        guard let moment, let request = request(kind, in: mapping) else { return nil }
        return Happening(
            moment: moment,
            kind: .request(request, isRefused: isRefused),
            span: kind.key.span
        )
    }

    private func request(_ kind: YAMLEntry, in mapping: Mapping) -> ScenarioRequest? {
        let isBare = kind.value.isNull
        if kind.key.string == "cancel" {
            return .cancel(reason: isBare ? nil : reader.string(kind.value, "`cancel`"))
        }
        let step = isBare ? nil : step(kind.value, "`\(kind.key.string)`")
        if step == nil, !isBare { return nil }
        if kind.key.string == "retry" { return .retry(step) }
        let reason =
            mapping["reason"].flatMap { reader.string($0, "`reason`") }
            ?? "the scenario says so"
        if kind.key.string == "skip" { return .skip(step, reason: reason) }
        // What has no output, and an undo, is resolved without one.
        guard let output = mapping["output"], !output.isNull else {
            let none = Template(.constant(.null), type: .null, span: kind.key.span)
            return .resolve(step, output: none, reason: reason)
        }
        let type = step.flatMap { workflow.node(named: $0.step)?.output }
        return .resolve(
            step,
            output: compile(output, type, at: place, "the output"),
            reason: reason
        )
    }

    private func moment(_ mapping: Mapping) -> Happening.Moment? {
        guard let node = reader.required("at", in: mapping) else { return nil }
        if case .scalar(let scalar) = node.content, let time = Timestamp(rfc3339: scalar.string) {
            return .at(time)
        }
        return reader.duration(node, "`at`").map { .after($0) }
    }
}

extension KeyTable {
    static let scenarioEvent = KeyTable(
        "an event",
        ["at", "type", "data", "subject", "source", "id"]
    )
    static let requestKinds = ["cancel", "retry", "skip", "resolve"]
    static let scenarioRequest = KeyTable(
        "a request of an operator",
        ["at"] + requestKinds + ["output", "reason", "refused"]
    )
}

extension Diagnostic {
    fileprivate static func requestMissing(at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "it is not said what the operator asks",
            at: span,
            label: "needs one of \(quoted(KeyTable.requestKinds))"
        )
    }

    fileprivate static func severalRequests(
        _ first: YAMLEntry,
        _ second: YAMLEntry
    ) -> Diagnostic {
        Diagnostic(
            .exclusiveKeys,
            "the operator asks two things at once",
            at: second.key.span,
            label: "a second request",
            labels: [.init(first.key.span, "the first")],
            help: ["write each of them as an item of the list"]
        )
    }
}
