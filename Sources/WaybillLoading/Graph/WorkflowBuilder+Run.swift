import CEL
import WaybillDiagnostics
import WaybillModel

/// Runs of other workflows.
extension WorkflowBuilder {
    /// A run; `nil`, with a finding, when there is no such workflow.
    func childRun(_ declaration: RunDeclaration, _ visit: StepVisit) -> BuiltAction? {
        checkDetached(declaration, visit.step)
        guard let child = child(declaration, at: visit.place) else { return nil }
        let output = child.isDetached ? .null : child.workflow.output
        // Some end of the child may leave nothing to read.
        let isCertain = output == .null || child.workflow.alwaysGivesOutput
        return BuiltAction(
            action: .run(child),
            output: isCertain ? output : .optional(output)
        )
    }

    private func child(_ declaration: RunDeclaration, at place: ExpressionPlace) -> ChildRun? {
        let name = declaration.workflow.value
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .input(name.rawValue)
        )
        guard let workflow = runnable[name] else {
            reportUnknown(declaration.workflow)
            if let node = declaration.input { _ = compiler.compile(node, slot: nil) }
            return nil
        }
        let input = declaration.input.map { compiler.compile($0, slot: workflow.input) }
        return ChildRun(
            workflow: workflow,
            input: input ?? nothing(declaration.workflow, workflow.input, compiler),
            isDetached: declaration.detach != nil,
            span: declaration.workflow.span
        )
    }

    /// The input of a run that gives none.
    private func nothing(
        _ name: Located<WorkflowName>,
        _ type: ValueType,
        _ compiler: TemplateCompiler
    ) -> Template {
        switch type {
        case .null: return Template(.constant(.null), type: .null, span: name.span)
        case .record: return compiler.nothing(type, at: name.span)
        default:
            findings.report(.missingInput(name, type))
            return compiler.poisoned(name.span)
        }
    }

    private func reportUnknown(_ name: Located<WorkflowName>) {
        // A workflow that is used and wrong has findings of its own.
        if namespace.isIncomplete || namespace.workflows[name.value] != nil { return }
        findings.reportMissing(
            name.value == declaration.name.value
                ? .runsItself(name)
                : .unknownWorkflow(name, known: namespace.workflows.keys.sorted())
        )
    }

    /// Nobody waits for a detached run, so nothing can be said of its end.
    private func checkDetached(_ declaration: RunDeclaration, _ step: StepDeclaration) {
        guard let detach = declaration.detach else { return }
        switch step.compensation {
        case .none?, .poisoned?: break
        case nil: findings.report(.detachedWithoutNone(step.id, detach))
        case .steps?: findings.report(.detachedWithUndo(step.id, detach))
        }
        if step.timeout != nil { findings.report(.detachedWithTimeout(step.id, detach)) }
    }
}

extension Diagnostic {
    fileprivate static func unknownWorkflow(
        _ name: Located<WorkflowName>,
        known: [WorkflowName]
    ) -> Diagnostic {
        let near = didYouMean(name.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .unknownHandler,
            "there is no workflow `\(name.value)`",
            at: name.span,
            label: "unknown workflow",
            help: near.isEmpty ? ["name its file under `use`: `use: [\(name.value).yaml]`"] : near
        )
    }

    fileprivate static func missingInput(_ name: Located<WorkflowName>, _ type: ValueType)
        -> Diagnostic
    {
        Diagnostic(
            .handlerContract,
            "`\(name.value)` is not given its input",
            at: name.span,
            label: "takes a value of type `\(type)`",
            help: ["add `with: ${ … }`"]
        )
    }

    fileprivate static func runsItself(_ name: Located<WorkflowName>) -> Diagnostic {
        Diagnostic(
            .unknownHandler,
            "the workflow `\(name.value)` cannot run itself",
            at: name.span,
            label: "this very workflow",
            notes: ["every run ends, and one that runs itself might not"],
            help: ["for steps that are done again and again write `repeat` or `for_each`"]
        )
    }

    fileprivate static func detachedWithoutNone(_ step: Located<StepID>, _ detach: Span)
        -> Diagnostic
    {
        Diagnostic(
            .missingKey,
            "the detached run `\(step.value)` must say `compensate: none`",
            at: detach,
            label: "nobody waits for its end",
            notes: ["what a detached run does stays, whatever becomes of the run that began it"],
            help: ["add `compensate: none`, or remove `detach` to have it undone"]
        )
    }

    fileprivate static func detachedWithUndo(_ step: Located<StepID>, _ detach: Span) -> Diagnostic
    {
        Diagnostic(
            .exclusiveKeys,
            "the detached run `\(step.value)` cannot be undone",
            at: detach,
            label: "nobody knows how far it is when it would have to be undone",
            help: ["write `compensate: none`, or remove `detach`"]
        )
    }

    fileprivate static func detachedWithTimeout(_ step: Located<StepID>, _ detach: Span)
        -> Diagnostic
    {
        Diagnostic(
            .exclusiveKeys,
            "the detached run `\(step.value)` cannot time out",
            at: detach,
            label: "nobody waits for its end",
            help: ["remove the `timeout`; the workflow that is run may have one of its own"]
        )
    }
}

extension Action {
    /// Whether it is a pivot without saying so: a child run with a pivot is.
    var commits: Bool { if case .run(let child) = self { child.hasPivot } else { false } }

    /// How it is undone when its step does not say.
    var ownCompensation: Compensation? {
        guard case .run(let child) = self, !child.isDetached else { return nil }
        return .child
    }
}
