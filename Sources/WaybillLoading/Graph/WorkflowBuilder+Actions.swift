import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// An action that was checked.
struct BuiltAction {
    let action: Action
    /// The type of what it gives; `.null` for nothing.
    var output: ValueType = .null
    /// Whether control goes on after it by itself.
    var completes = true
}

extension WorkflowBuilder {
    /// The action of a step; `nil`, with a finding, when it cannot be built.
    func action(_ visit: StepVisit) -> BuiltAction? {
        switch visit.step.action {
        case .call(let call):
            self.call(call, at: visit.place).map {
                BuiltAction(action: .call($0), output: $0.contract.output)
            }
        case .route(let rules, let otherwise, let key):
            route(rules, otherwise, key: key, visit)
        case .scope(let list, let output): scope(list, output, visit)
        case .await(let declaration): awaited(declaration, visit)
        case .wait(let duration): BuiltAction(action: .wait(.duration(duration)))
        case .waitUntil(let text):
            expressions.compile(text, at: visit.place, expecting: .timestamp).map {
                BuiltAction(action: .wait(.until($0)))
            }
        case .set(let node): set(node, visit)
        case .finish(let declaration):
            ending(finish(declaration, at: visit.place).map(Action.finish))
        case .fail(let declaration): ending(Action.fail(fail(declaration, at: visit.place)))
        case .poisoned: nil
        }
    }

    /// An action after which control does not go on.
    private func ending(_ action: Action?) -> BuiltAction {
        // What stands for an ending that could not be built ends all the same.
        BuiltAction(action: action ?? .wait(.duration(.zero)), completes: false)
    }

    /// A call; `nil`, with a finding, when its handler is not declared.
    func call(_ declaration: CallDeclaration, at place: ExpressionPlace) -> Call? {
        let name = declaration.handler.value
        let contract = namespace.contracts[name]
        if contract == nil, !namespace.isIncomplete {
            findings.report(
                .unknownHandler(declaration.handler, known: namespace.contracts.keys.sorted())
            )
        }
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .input(name)
        )
        guard let contract else {
            if let node = declaration.input { _ = compiler.compile(node, slot: nil) }
            return nil
        }
        let input = declaration.input.map { compiler.compile($0, slot: contract.input) }
        return Call(
            contract: contract,
            input: input ?? compiler.nothing(contract.input, at: declaration.handler.span),
            span: declaration.handler.span
        )
    }

    private func awaited(_ declaration: AwaitDeclaration, _ visit: StepVisit) -> BuiltAction? {
        if !declaration.isCorrelated {
            findings.report(.missingMatch(declaration.event))
        }
        guard let event = namespace.events[declaration.event.value] else {
            if !namespace.isIncomplete {
                findings.report(
                    .undeclaredEvent(declaration.event, known: namespace.events.keys.sorted())
                )
            }
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

    private func set(_ node: YAMLNode, _ visit: StepVisit) -> BuiltAction? {
        guard case .mapping(let entries) = node.content else {
            findings.report(
                .wrongShape(node, of: "`set`", expected: "a mapping of names to values")
            )
            return nil
        }
        for entry in entries where !Identifier.isCEL(entry.key.string) {
            findings.report(
                .badID(
                    entry.key.string,
                    "a name under `set`",
                    form: Identifier.celForm,
                    at: entry.key.span
                )
            )
        }
        let template = TemplateCompiler(
            expressions: expressions,
            place: visit.place,
            purpose: .value("`set`")
        ).compile(node, slot: nil)
        return BuiltAction(action: .set(template), output: template.type)
    }

    func finish(_ declaration: FinishDeclaration, at place: ExpressionPlace) -> Finish? {
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .value("the workflow's output")
        )
        let template = declaration.output.map { node in
            if output == .null { findings.report(.noOutputDeclared(node)) }
            return compiler.compile(node, slot: output == .null ? nil : output)
        }
        guard let outcome = outcomes[declaration.outcome.value] else {
            findings.report(
                .unknownOutcome(
                    declaration.outcome,
                    known: self.declaration.outcomes.map(\.name.rawValue)
                )
            )
            return nil
        }
        return Finish(outcome: outcome, output: template, span: declaration.outcome.span)
    }

    func fail(_ declaration: FailDeclaration, at place: ExpressionPlace) -> Fail {
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .value("`fail`")
        )
        return Fail(
            code: declaration.code.value,
            message: declaration.message.map { compiler.compile($0, slot: .string) },
            details: declaration.details.map { compiler.compile($0, slot: nil) },
            span: declaration.code.span
        )
    }
}

extension TemplateCompiler {
    /// The input of a call that gives none: right only when nothing is required.
    fileprivate func nothing(_ slot: ValueType, at span: Span) -> Template {
        guard case .record(let type) = slot else { return poisoned(span) }
        let missing = type.fields.filter { !$0.type.isOptional }.map(\.name)
        if !missing.isEmpty {
            expressions.findings.report(missingFields(missing, of: type, at: span))
        }
        return Template(.record([]), type: slot, span: span)
    }
}

extension Diagnostic {
    fileprivate static func unknownHandler(
        _ name: Located<HandlerName>,
        known: [HandlerName]
    ) -> Diagnostic {
        let near = didYouMean(name.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .unknownHandler,
            "there is no handler `\(name.value)`",
            at: name.span,
            label: "unknown handler",
            help: near.isEmpty
                ? ["declare it under `handlers`, or `use` a file that does"] : near
        )
    }

    fileprivate static func missingMatch(_ event: Located<EventType>) -> Diagnostic {
        Diagnostic(
            .missingMatch,
            "this `await` does not say which `\(event.value)` it waits for",
            at: event.span,
            label: "any run's event would do",
            help: ["name the fields that tell one from another: `match: { order_id: input.id }`"]
        )
    }

    fileprivate static func undeclaredEvent(
        _ event: Located<EventType>,
        known: [EventType]
    ) -> Diagnostic {
        let near = didYouMean(event.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .undeclaredEvent,
            "there is no event type `\(event.value)`",
            at: event.span,
            label: "not declared",
            help: near.isEmpty
                ? ["declare it with its data: `events: { \(event.value): { … } }`"] : near
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

    fileprivate static func noOutputDeclared(_ node: YAMLNode) -> Diagnostic {
        Diagnostic(
            .undefinedName,
            "the workflow declares no output",
            at: node.head,
            label: "an output that nobody expects",
            help: ["declare its type at the top of the file: `output: { … }`"]
        )
    }

    fileprivate static func unknownOutcome(
        _ outcome: Located<OutcomeName>,
        known: [String]
    ) -> Diagnostic {
        let near = didYouMean(outcome.value.rawValue, among: known)
        return Diagnostic(
            .undefinedName,
            "there is no outcome `\(outcome.value)`",
            at: outcome.span,
            label: "not declared",
            help: near.isEmpty
                ? [
                    "declare it at the top of the file: `outcomes: { \(outcome.value): keep }`, or `undo`"
                ]
                : near
        )
    }
}
