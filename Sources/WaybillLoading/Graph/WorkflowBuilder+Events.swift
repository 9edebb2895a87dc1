import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

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

    /// Which events start runs; `nil`, with a finding, when their type is not declared.
    func start(_ declaration: StartDeclaration) -> Start? {
        let event = event(declaration.event)
        let place = ExpressionPlace.start(by: event?.data ?? .unknown)
        let condition = declaration.condition.flatMap {
            expressions.compile($0, at: place, expecting: .bool)
        }
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .value("the input that `start` gives")
        )
        if let input, let node = declaration.input {
            let template = compiler.compile(node, slot: input)
            return event.map {
                Start(
                    event: $0,
                    condition: condition,
                    input: template,
                    span: declaration.event.span
                )
            }
        }
        if input != nil {
            findings.report(
                .missingKey(
                    "input",
                    of: "`start`",
                    at: declaration.event.span,
                    help: ["say what a run is started with: `input: \"${ event.data }\"`"]
                )
            )
        } else if let node = declaration.input {
            findings.reportMissing(.noInputToGive(node))
        }
        return event.map {
            Start(event: $0, condition: condition, input: nil, span: declaration.event.span)
        }
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
    fileprivate static func noInputToGive(_ node: YAMLNode) -> Diagnostic {
        Diagnostic(
            .undefinedName,
            "the workflow declares no input",
            at: node.head,
            label: "an input that nobody expects",
            help: ["declare its type at the top of the file: `input: Order`"]
        )
    }

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
