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
    /// What is known after it, when that is more than what was known before.
    var facts: Facts?
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
        case .scope(let list, let output, let lock): scope(list, output, lock, visit)
        case .parallel(let declaration): parallel(declaration, visit)
        case .forEach(let declaration): forEach(declaration, visit)
        case .repeat(let declaration): rounds(declaration, visit)
        case .await(let declaration): awaited(declaration, visit)
        case .wait(let duration): BuiltAction(action: .wait(.duration(duration)))
        case .waitUntil(let text):
            expressions.compile(text, at: visit.place, expecting: .timestamp).map {
                BuiltAction(action: .wait(.until($0)))
            }
        case .emit(let declaration):
            emit(declaration, at: visit.place).map { BuiltAction(action: .emit($0)) }
        case .run(let declaration): childRun(declaration, visit)
        case .allocate(let declaration): allocate(declaration, visit)
        case .set(let node): set(node, visit)
        case .finish(let declaration):
            ending(
                finish(declaration, visit, visit.facts, at: visit.place).map(Action.finish)
            )
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
            findings.reportMissing(
                .unknownHandler(declaration.handler, known: namespace.contracts.keys.sorted())
            )
        }
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .input(name.rawValue)
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

}

extension TemplateCompiler {
    /// The input of a call or a run, or the data of an event, that gives none: right only when nothing
    /// is required.
    func nothing(_ slot: ValueType, at span: Span) -> Template {
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
        let guess = Guess(name.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .unknownHandler,
            "there is no handler `\(name.value)`",
            at: name.span,
            label: "unknown handler",
            help: guess.name == nil
                ? ["declare it under `handlers`, or `use` a file that does"] : guess.help,
            edits: guess.edits(at: name.span)
        )
    }
}
