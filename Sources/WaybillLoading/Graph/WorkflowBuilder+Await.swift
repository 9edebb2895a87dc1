import CEL
import WaybillDiagnostics
import WaybillModel

/// Waits for events.
extension WorkflowBuilder {
    func awaited(_ declaration: AwaitDeclaration, _ visit: StepVisit) -> BuiltAction? {
        if !declaration.isCorrelated {
            findings.report(.missingMatch(declaration.event))
        }
        guard let event = event(declaration.event) else {
            for match in declaration.match {
                if let value = match.value { _ = expressions.compile(value, at: visit.place) }
            }
            return nil
        }
        let matches = declaration.match.compactMap { match(event, $0, visit) }
        return BuiltAction(
            action: .await(Await(event: event, match: matches, span: declaration.event.span)),
            output: event.data
        )
    }

    /// A field of the event's data and the value it must equal.
    private func match(
        _ event: EventDeclaration,
        _ match: AwaitDeclaration.Match,
        _ visit: StepVisit
    ) -> Await.Match? {
        var slot: ValueType?
        if case .record(let data) = event.data {
            slot = data.type(of: match.field.value)
            if slot == nil {
                findings.report(
                    .noSuchField(match.field, of: event, known: data.fields.map(\.name))
                )
            }
        }
        if case .optional(let wrapped) = slot { slot = wrapped }
        guard let text = match.value,
            let program = expressions.compile(text, at: visit.place, expecting: slot)
        else { return nil }
        return Await.Match(field: match.field.value, value: program)
    }
}

extension Diagnostic {
    fileprivate static func missingMatch(_ event: Located<EventType>) -> Diagnostic {
        Diagnostic(
            .missingMatch,
            "this `await` does not say which `\(event.value)` it waits for",
            at: event.span,
            label: "any run's event would do",
            help: ["name the fields that tell one from another: `match: { order_id: input.id }`"]
        )
    }

    fileprivate static func noSuchField(
        _ field: Located<String>,
        of event: EventDeclaration,
        known: [String]
    ) -> Diagnostic {
        let near = didYouMean(field.value, among: known)
        return Diagnostic(
            .undefinedName,
            "the data of `\(event.type)` has no field `\(field.value)`",
            at: field.span,
            label: "unknown field",
            labels: [.init(event.span, "declared here")],
            help: near.isEmpty ? ["its fields are \(quoted(known))"] : near
        )
    }
}
