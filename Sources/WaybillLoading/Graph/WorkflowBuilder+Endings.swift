import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What ends a run: a named outcome, or an error raised on purpose.
extension WorkflowBuilder {
    func finish(
        _ declaration: FinishDeclaration,
        _ visit: StepVisit,
        _ facts: Facts,
        at place: ExpressionPlace
    ) -> Finish? {
        if let closed = visit.position.closed {
            findings.report(
                .leavesList(
                    "`finish: \(declaration.outcome.value)`",
                    declaration.outcome.span,
                    list: index.scopes[closed.index]
                )
            )
        }
        let compiler = TemplateCompiler(
            expressions: expressions,
            place: place,
            purpose: .value("the workflow's output")
        )
        let template = declaration.output.map { node in
            if output == .null { findings.reportMissing(.noOutputDeclared(node)) }
            return compiler.compile(node, slot: output == .null ? nil : output)
        }
        guard let outcome = outcomes[declaration.outcome.value] else {
            hasLostOutcome = true
            if self.declaration.isPartial { return nil }
            findings.reportMissing(
                .unknownOutcome(
                    declaration.outcome,
                    known: self.declaration.outcomes.map(\.name.rawValue)
                )
            )
            return nil
        }
        if visit.isReached { join(facts, into: &endings[outcome.name]) }
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

extension Diagnostic {
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
        let guess = Guess(outcome.value.rawValue, among: known)
        return Diagnostic(
            .undefinedName,
            "there is no outcome `\(outcome.value)`",
            at: outcome.span,
            label: "not declared",
            help: guess.name == nil
                ? [
                    "declare it at the top of the file: `outcomes: { \(outcome.value): keep }`, or `undo`"
                ]
                : guess.help,
            edits: guess.edits(at: outcome.span)
        )
    }
}
