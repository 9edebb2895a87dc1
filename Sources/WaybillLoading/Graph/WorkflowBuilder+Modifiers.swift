import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Time limits, retries and catch rules.
extension WorkflowBuilder {
    /// What the step says, or for a call the workflow's default.
    func timeout(_ step: StepDeclaration) -> TimeLimit? {
        if case .call = step.action { return step.timeout ?? declaration.defaults.timeout }
        return step.timeout
    }

    func retry(_ visit: StepVisit) -> RetryPolicy {
        let defaults: RetryDeclaration?
        switch visit.step.action {
        case .call: defaults = declaration.defaults.retry
        case .scope: defaults = nil
        case .route, .parallel, .forEach, .repeat, .await, .wait, .waitUntil, .emit, .run,
            .allocate, .set, .finish, .fail, .poisoned:
            return .never
        }
        guard let own = visit.step.retry else { return defaults?.policy(over: .never) ?? .never }
        checkCodes(of: own, raised: raisedCodes(visit))
        let retry = own.laid(over: defaults)
        checkCompleteness(of: retry)
        return retry.policy(over: .never)
    }

    /// A retry must say how often: no number of attempts is right for every service.
    func checkCompleteness(of retry: RetryDeclaration) {
        guard retry.maxAttempts == nil, !retry.isFaulty else { return }
        findings.report(
            .missingKey(
                "max_attempts",
                of: "`retry`",
                at: retry.span,
                help: ["say how often it is tried in all: `max_attempts: 5`"]
            )
        )
    }

    /// Holds the codes that a retry names against those that can be raised.
    func checkCodes(of retry: RetryDeclaration, raised: Set<ErrorCode>?) {
        for code in retry.filter?.codes ?? [] { check(code, raised: raised) }
    }

    private func check(_ code: Located<ErrorCode>, raised: Set<ErrorCode>?) {
        guard let raised, !raised.contains(code.value),
            !ErrorCode.standard.contains(code.value)
        else { return }
        let declared = namespace.contracts.values
            .filter { $0.declaration(of: code.value) != nil }
            .map(\.name).min()
        findings.report(
            .unknownErrorCode(code, raised: raised.sorted(), elsewhere: declared)
        )
    }

    /// The codes that a step can raise besides the standard ones; `nil` when that is not known.
    private func raisedCodes(_ visit: StepVisit) -> Set<ErrorCode>? {
        switch visit.step.action {
        case .call(let call):
            return namespace.contracts[call.handler.value].map { Set($0.errors.map(\.code)) }
        case .scope, .parallel, .forEach, .repeat, .await:
            var raised: Set<ErrorCode> = []
            for scope in index.owned[visit.node] ?? [] {
                guard let codes = codes(raisedIn: scope) else { return nil }
                raised.formUnion(codes)
            }
            return raised
        case .run(let child):
            return runnable[child.workflow.value].map { Set(ChildRun.codes(of: $0)) }
        case .poisoned: return nil
        case .route, .wait, .waitUntil, .emit, .allocate, .set, .finish, .fail: return []
        }
    }

    /// The codes that calls, runs and `fail`s inside a scope can raise.
    private func codes(raisedIn scope: ScopeID) -> Set<ErrorCode>? {
        var codes: Set<ErrorCode> = []
        for call in index.called where index.isScope(call.scope, within: scope) {
            guard let contract = namespace.contracts[call.handler] else { return nil }
            codes.formUnion(contract.errors.map(\.code))
        }
        for child in index.run where index.isScope(child.scope, within: scope) {
            guard let workflow = runnable[child.workflow] else { return nil }
            codes.formUnion(ChildRun.codes(of: workflow))
        }
        for fail in index.raised where index.isScope(fail.scope, within: scope) {
            codes.insert(fail.code)
        }
        return codes
    }

    /// Every code that the workflow can name; `nil` when contracts are missing.
    var knownCodes: Set<ErrorCode>? { namespace.isIncomplete ? nil : codes(raisedIn: .root) }

    /// The codes of the errors that the workflow can come to see, those that are named like its
    /// undoing outcomes included; `nil` when contracts are missing.
    func codesSeen() -> [ErrorCode]? {
        guard !declaration.isPartial, let knownCodes else { return nil }
        let undone = declaration.outcomes.filter { $0.disposition == .undo }
        return withStandardCodes(knownCodes.union(undone.map { ErrorCode($0.name.rawValue) }))
    }

    private func withStandardCodes(_ codes: Set<ErrorCode>) -> [ErrorCode] {
        codes.subtracting(ErrorCode.standard).sorted() + ErrorCode.standard
    }

    func catchRule(
        _ rule: CatchDeclaration,
        _ visit: StepVisit,
        output: ValueType
    ) -> CatchRule? {
        let raised = raisedCodes(visit)
        for code in rule.codes ?? [] { check(code, raised: raised) }
        let place = visit.place.catching(
            rule.codes?.map(\.value) ?? raised.map(withStandardCodes)
        )
        let condition = rule.condition.flatMap {
            expressions.compile($0, at: place, expecting: .bool)
        }
        let substitute = rule.output.map { node in
            if output == .null { findings.report(.nothingToStandFor(node, visit.step.id)) }
            return TemplateCompiler(
                expressions: expressions,
                place: place,
                purpose: .value("the output of `\(visit.step.id.value)`")
            ).compile(node, slot: output == .null ? nil : output)
        }
        let presence: Facts.Presence = substitute == nil ? .caught : .always
        let target = target(
            rule.flow,
            visit,
            visit.facts.adding(visit.node, presence),
            place,
            caught: visit.node
        )
        guard let target else { return nil }
        return CatchRule(
            codes: rule.codes.map { .only($0.map(\.value)) } ?? .any,
            condition: condition,
            keep: rule.keep,
            output: substitute,
            target: target,
            span: rule.span
        )
    }
}

extension Diagnostic {
    fileprivate static func nothingToStandFor(
        _ node: YAMLNode,
        _ step: Located<StepID>
    ) -> Diagnostic {
        Diagnostic(
            .undefinedName,
            "`\(step.value)` gives no output that another could stand for",
            at: node.head,
            label: "an output that nobody reads",
            labels: [Label(step.span, "this step gives none")],
            help: ["leave `output` out of the catch rule"]
        )
    }

    fileprivate static func unknownErrorCode(
        _ code: Located<ErrorCode>,
        raised: [ErrorCode],
        elsewhere: HandlerName?
    ) -> Diagnostic {
        let known = raised + ErrorCode.standard
        let guess = Guess(code.value.rawValue, among: known.map(\.rawValue) + ["any"])
        var help = guess.help
        if help.isEmpty, let elsewhere {
            help = ["`\(elsewhere)` declares it, but that is not what can fail here"]
        }
        if help.isEmpty {
            help = [
                raised.isEmpty
                    ? "no codes are declared here besides the standard ones: \(quoted(known.map(\.rawValue)))"
                    : "the codes declared here are \(quoted(raised.map(\.rawValue)))"
            ]
        }
        return Diagnostic(
            .unknownHandler,
            "there is no error code `\(code.value)` here",
            at: code.span,
            label: "cannot be raised here",
            help: help,
            edits: guess.edits(at: code.span)
        )
    }
}
