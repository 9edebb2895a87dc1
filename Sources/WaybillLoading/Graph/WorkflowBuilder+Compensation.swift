import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// How steps are undone.
extension WorkflowBuilder {
    func compensation(
        _ declaration: CompensationDeclaration,
        _ visit: StepVisit,
        output: ValueType
    ) -> Compensation? {
        switch declaration {
        case .none(let span): return Compensation.none(span)
        case .poisoned: return nil
        case .steps(let steps):
            let built = steps.compactMap { undoStep($0, visit, output: output) }
            return built.count == steps.count ? .steps(built) : nil
        }
    }

    private func undoStep(
        _ declaration: UndoStepDeclaration,
        _ visit: StepVisit,
        output: ValueType
    ) -> UndoStep? {
        let id = declaration.id?.value
        switch declaration.action {
        case .call(let undo, let timeout, let retry):
            if let retry { checkCodes(of: retry, raised: undoCodes(undo)) }
            let view = undoView(of: visit.step, reading: [undo.input], output: output)
            guard let call = call(undo, at: visit.place.undoing(view.call)) else { return nil }
            let undoCall = UndoCall(
                call: call,
                timeout: timeout ?? self.declaration.defaults.timeout,
                retry: retry?.policy(over: .compensation) ?? .compensation
            )
            return UndoStep(id: id, action: .call(undoCall), needsOutput: view.needsOutput)
        case .emit(let undo):
            let view = undoView(
                of: visit.step,
                reading: [undo.data, undo.subject],
                output: output
            )
            return emit(undo, at: visit.place.undoing(view.call)).map {
                UndoStep(id: id, action: .emit($0), needsOutput: view.needsOutput)
            }
        }
    }

    /// What an undo, with these values to compute, sees of the step.
    private func undoView(
        of step: StepDeclaration,
        reading values: [YAMLNode?],
        output: ValueType
    ) -> UndoView {
        UndoView(
            of: step,
            readsOutput: values.contains { $0?.readsCallOutput ?? false },
            output: output,
            namespace: namespace,
            runnable: runnable
        )
    }

    private func undoCodes(_ undo: CallDeclaration) -> Set<ErrorCode>? {
        namespace.contracts[undo.handler.value].map { Set($0.errors.map(\.code)) }
    }
}

/// What a compensation sees of the step that it undoes.
private struct UndoView {
    /// The type of `call`.
    let call: RecordType
    /// Whether it reads `call.output` plainly, which settles an unknown effect first.
    let needsOutput: Bool

    init(
        of step: StepDeclaration,
        readsOutput: Bool,
        output: ValueType,
        namespace: Namespace,
        runnable: [WorkflowName: Workflow]
    ) {
        // A scope is undone as a whole only when it has succeeded, so its output is there.
        if case .scope = step.action {
            needsOutput = false
            call = RecordType(fields: [.init("key", .string), .init("output", output)])
            return
        }
        if case .emit(let emit) = step.action {
            needsOutput = false
            let data = namespace.events[emit.event.value]?.data ?? .unknown
            call = RecordType(fields: [.init("key", .string), .init("input", data)])
            return
        }
        if case .run(let child) = step.action, let workflow = runnable[child.workflow.value] {
            needsOutput = false
            var fields: [RecordType.Field] = [
                .init("key", .string), .init("input", workflow.input),
            ]
            // A child that failed may have done something all the same, and gives no output.
            if output != .null { fields.append(.init("output", .optional(output.unwrapped))) }
            call = RecordType(fields: fields)
            return
        }
        guard case .call(let forward) = step.action,
            let contract = namespace.contracts[forward.handler.value]
        else {
            needsOutput = false
            call = RecordType(fields: [
                .init("key", .string), .init("input", .unknown), .init("output", .unknown),
            ])
            return
        }
        needsOutput = readsOutput && contract.idempotency == .key
        var fields: [RecordType.Field] = [
            .init("key", .string), .init("input", contract.input),
        ]
        if contract.output != .null {
            fields.append(
                needsOutput
                    ? .init("output", contract.output)
                    : .init(
                        "output",
                        .optional(contract.output),
                        absence: Self.absence(contract)
                    )
            )
        }
        call = RecordType(fields: fields)
    }

    private static func absence(_ contract: HandlerContract) -> String {
        "`\(contract.name)` may have taken effect without an answer, and then there is no output;"
            + " only a handler with `idempotency: key` can be asked for it again"
    }
}

extension YAMLNode {
    /// Whether an expression in it reads `call.output` without `.?`.
    fileprivate var readsCallOutput: Bool {
        switch content {
        case .mapping(let entries): entries.contains { $0.value.readsCallOutput }
        case .sequence(let items): items.contains(where: \.readsCallOutput)
        case .scalar(let scalar):
            TemplateText(scalar.text).parts.contains { part in
                if case .expression(let text) = part { text.readsCallOutput } else { false }
            }
        }
    }
}

extension EmbeddedText {
    fileprivate var readsCallOutput: Bool {
        let tokens = ExpressionScanner.tokens(of: text)
        return tokens.variableReads.contains { index in
            tokens[index].text == "call" && index + 2 < tokens.count
                && tokens[index + 1].text == "." && tokens[index + 2].text == "output"
        }
    }
}
