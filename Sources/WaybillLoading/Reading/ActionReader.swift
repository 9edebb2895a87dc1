import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// The actions of a step.
extension DeclarationReader {
    /// Reads the action that a key of a step names.
    func action(_ key: YAMLScalar, _ step: Mapping) -> ActionDeclaration {
        guard let node = step[key.string] else { return .poisoned }
        let read: ActionDeclaration? =
            switch key.string {
            case "call": call(node, with: step["with"]).map { .call($0) }
            case "route": route(node, step, key: key.span)
            case "parallel": parallel(node, step)
            case "for_each": forEach(node, step)
            case "repeat": rounds(node, step)
            case "scope": scope(node, step)
            case "await": awaited(node, step)
            case "wait": wait(node)
            case "wait_until": expression(node, "wait_until").map { .waitUntil($0) }
            case "emit": emit(node, step).map { .emit($0) }
            case "run": childRun(node, step).map { .run($0) }
            case "allocate": allocate(node, step).map { .allocate($0) }
            case "set": .set(node)
            case "finish": finish(node, step).map { .finish($0) }
            case "fail": fail(node, step).map { .fail($0) }
            default: nil
            }
        return read ?? .poisoned
    }

    func call(_ node: YAMLNode, with input: YAMLNode?) -> CallDeclaration? {
        name(node, "the name of a handler").map {
            CallDeclaration(handler: Located(HandlerName($0.value), at: $0.span), input: input)
        }
    }

    /// Reads an event to publish, with the `data` and `subject` beside it.
    func emit(_ node: YAMLNode, _ mapping: Mapping) -> EmitDeclaration? {
        name(node, "an event type").map {
            EmitDeclaration(
                event: Located(EventType($0.value), at: $0.span),
                data: mapping["data"],
                subject: mapping["subject"]
            )
        }
    }

    private func childRun(_ node: YAMLNode, _ step: Mapping) -> RunDeclaration? {
        guard let name = name(node, "the name of a workflow") else { return nil }
        let detach = step["detach"].flatMap { bool($0, "`detach`") } == true
        return RunDeclaration(
            workflow: Located(WorkflowName(name.value), at: name.span),
            input: step["with"],
            detach: detach ? step.entry("detach")?.key.span : nil
        )
    }

    func finish(_ node: YAMLNode, _ mapping: Mapping) -> FinishDeclaration? {
        name(node, "the name of an outcome").map {
            FinishDeclaration(
                outcome: Located(OutcomeName($0.value), at: $0.span),
                output: mapping["output"]
            )
        }
    }

    func fail(_ node: YAMLNode, _ mapping: Mapping) -> FailDeclaration? {
        guard let code = name(node, "an error code") else { return nil }
        if !Identifier.isSnakeCase(code.value) {
            findings.report(
                .badID(code.value, "an error code", form: Identifier.snakeCase, at: code.span)
            )
        }
        return FailDeclaration(
            code: Located(ErrorCode(code.value), at: code.span),
            message: mapping["message"],
            details: mapping["details"]
        )
    }

    private func route(_ node: YAMLNode, _ step: Mapping, key: Span) -> ActionDeclaration? {
        guard let items = sequence(node, of: "`route`") else {
            poison(node)
            return nil
        }
        if items.isEmpty {
            findings.report(
                Diagnostic(
                    .wrongShape,
                    "`route` has no rule",
                    at: node.span,
                    label: "no rule here"
                )
            )
        }
        let rules = items.compactMap(rule)
        let otherwise = step["else"].flatMap { mapping($0, .otherwise) }.map {
            flow($0, of: "`else`")
        }
        return .route(rules, otherwise: otherwise, key: key)
    }

    private func scope(_ node: YAMLNode, _ step: Mapping) -> ActionDeclaration {
        .scope(
            stepList(node, of: "`scope`"),
            output: step["output"],
            lock: step["lock"].flatMap(lock)
        )
    }

    private func lock(_ node: YAMLNode) -> LockDeclaration? {
        guard let mapping = mapping(node, .lock) else { return nil }
        let slots = mapping["slots"].flatMap { integer($0, "`slots`", in: 1...Lock.mostSlots) }
        return LockDeclaration(
            name: required("name", in: mapping).flatMap { expression($0, "name") },
            slots: slots ?? 1,
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            span: mapping.head
        )
    }

    private func rule(_ node: YAMLNode) -> RuleDeclaration? {
        guard let mapping = mapping(node, .rule) else { return nil }
        let condition = required("when", in: mapping).flatMap { expression($0, "when") }
        return RuleDeclaration(
            condition: condition,
            flow: flow(mapping, of: "a routing rule"),
            span: mapping.head
        )
    }

    private func wait(_ node: YAMLNode) -> ActionDeclaration? {
        if case .scalar(let scalar) = node.content, scalar.string.contains("${") {
            findings.report(
                Diagnostic(
                    .wrongShape,
                    "`wait` takes a duration, not an expression",
                    at: node.span,
                    label: "an expression",
                    help: ["for a computed time write `wait_until: now + …`"]
                )
            )
            return nil
        }
        return duration(node, "`wait`").map { .wait($0) }
    }
}
