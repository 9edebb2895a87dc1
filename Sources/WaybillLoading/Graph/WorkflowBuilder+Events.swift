import CEL
import WaybillDiagnostics
import WaybillModel

/// Events by their types, and those that steps publish.
extension WorkflowBuilder {
    /// The declaration of an event type; `nil`, with a finding, when there is none.
    func event(_ type: Located<EventType>) -> EventDeclaration? {
        let event = namespace.events[type.value]
        if event == nil, !namespace.isIncomplete {
            findings.reportMissing(.undeclaredEvent(type, known: namespace.events.keys.sorted()))
        }
        return event
    }

    /// An event to publish; `nil`, with a finding, when its type is not declared.
    func emit(_ declaration: EmitDeclaration, at place: ExpressionPlace) -> Emit? {
        let event = event(declaration.event)
        let type = declaration.event
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .value("the data of `\(type.value)`")
        )
        let subject = declaration.subject.map { node in
            TemplateCompiler(
                expressions: expressions,
                place: place,
                purpose: .value("the subject of `\(type.value)`")
            ).compile(node, slot: .string)
        }
        guard let event else {
            if let node = declaration.data { _ = compiler.compile(node, slot: nil) }
            return nil
        }
        let data = declaration.data.map { compiler.compile($0, slot: event.data) }
        return Emit(
            event: event,
            data: data ?? compiler.nothing(event.data, at: type.span),
            subject: subject,
            span: type.span
        )
    }
}

extension Diagnostic {
    fileprivate static func undeclaredEvent(
        _ event: Located<EventType>,
        known: [EventType]
    ) -> Diagnostic {
        let guess = Guess(event.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .undeclaredEvent,
            "there is no event type `\(event.value)`",
            at: event.span,
            label: "not declared",
            help: guess.name == nil
                ? ["declare it with its data: `events: { \(event.value): { … } }`"] : guess.help,
            edits: guess.edits(at: event.span)
        )
    }
}
