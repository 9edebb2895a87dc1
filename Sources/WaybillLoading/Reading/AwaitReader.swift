import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Waits for events: which types, and which of their events.
extension DeclarationReader {
    func awaited(_ node: YAMLNode, _ step: Mapping) -> ActionDeclaration? {
        let matches = step["match"].map(matches)
        let reminder = step["remind"].flatMap(reminder)
        let events = eventTypes(node)
        guard !events.isEmpty else { return nil }
        return .await(
            AwaitDeclaration(
                events: events,
                isList: node.isSequence,
                match: matches ?? [],
                condition: step["where"].flatMap { expression($0, "where") },
                reminder: reminder,
                isCorrelated: step["match"] != nil || step["where"] != nil,
                span: node.head
            )
        )
    }

    /// The types that an `await` names; none, with a finding, when it names none.
    private func eventTypes(_ node: YAMLNode) -> [Located<EventType>] {
        guard case .sequence(let items) = node.content else {
            return name(node, "an event type").map { [Located(EventType($0.value), at: $0.span)] }
                ?? []
        }
        if items.isEmpty { findings.report(.noEventType(node)) }
        var types: [Located<EventType>] = []
        for item in items {
            guard let name = name(item, "an event type") else { continue }
            let type = Located(EventType(name.value), at: name.span)
            if let first = types.first(where: { $0.value == type.value }) {
                findings.report(.eventTypeTwice(type, first: first.span))
            } else {
                types.append(type)
            }
        }
        return types
    }

    private func reminder(_ node: YAMLNode) -> ReminderDeclaration? {
        guard let mapping = mapping(node, .remind) else {
            poison(node)
            return nil
        }
        let every = required("every", in: mapping).flatMap { node in
            duration(node, "`every`", moreThanZero: true).map { Located($0, at: node.span) }
        }
        let steps = required("steps", in: mapping).map { stepList($0, of: "`steps`") }
        return ReminderDeclaration(
            every: every,
            steps: steps ?? StepList(steps: [], span: mapping.head)
        )
    }

    private func matches(_ node: YAMLNode) -> [AwaitDeclaration.Match] {
        guard let mapping = anyMapping(node, "`match`") else { return [] }
        if mapping.entries.isEmpty {
            findings.report(
                Diagnostic(
                    .missingMatch,
                    "`match` names no field",
                    at: node.span,
                    label: "any event would do"
                )
            )
        }
        return mapping.entries.map { entry in
            AwaitDeclaration.Match(
                field: Located(entry.key.string, at: entry.key.span),
                value: expression(entry.value, "match")
            )
        }
    }
}

extension Diagnostic {
    fileprivate static func noEventType(_ node: YAMLNode) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "`await` names no event type",
            at: node.span,
            label: "nothing to wait for",
            help: ["name the types that will do: `await: [order.paid, order.lost]`"]
        )
    }

    fileprivate static func eventTypeTwice(
        _ type: Located<EventType>,
        first: Span
    ) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "`\(type.value)` stands twice in this list",
            at: type.span,
            label: "the second one",
            labels: [Label(first, "the first one")],
            help: ["remove one of them"]
        )
    }
}
