import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What is expected of a scenario's run.
extension ScenarioReader {
    func expectation(_ node: YAMLNode) -> Expectation {
        guard let mapping = reader.mapping(node, .expectation) else { return Expectation() }
        if node.entries.isEmpty { findings.report(.expectsNothing(at: node.span)) }
        return Expectation(
            status: mapping["status"].flatMap { node in
                reader.member(node, "`status`", of: RunStatus.self)
                    .map { Expected($0, at: node.span) }
            },
            outcome: mapping["outcome"].flatMap(outcome),
            output: mapping["output"].map { node in
                let what = "the output of `\(workflow.name)`"
                let template = compile(node, workflow.output.partial, at: place, what)
                return Expected(template, at: node.span)
            },
            error: mapping["error"].flatMap(error),
            steps: mapping["steps"].flatMap(expectedSteps),
            undone: mapping["undone"].map { Expected(steps($0, "`undone`"), at: $0.head) },
            parked: mapping["parked"].map { Expected(steps($0, "`parked`"), at: $0.head) },
            emitted: mapping["emitted"].flatMap(emitted),
            calls: mapping["calls"].flatMap { reader.sequence($0, of: "`calls`") }?
                .compactMap(call) ?? [],
            elapsed: mapping["elapsed"].flatMap(elapsed)
        )
    }

    private func outcome(_ node: YAMLNode) -> Expected<OutcomeName>? {
        guard let name = reader.name(node, "`outcome`") else { return nil }
        let known = workflow.outcomes.map(\.name.rawValue)
        if known.contains(name.value) { return Expected(OutcomeName(name.value), at: name.span) }
        findings.report(
            Diagnostic(
                .undefinedName,
                "`\(workflow.name)` has no outcome `\(name.value)`",
                at: name.span,
                label: "not declared",
                help: didYouMean(name.value, among: known)
            )
        )
        return nil
    }

    private func error(_ node: YAMLNode) -> Expected<ExpectedError>? {
        let mapping = node.isMapping ? reader.mapping(node, .expectedError) : nil
        if node.isMapping, mapping == nil { return nil }
        let codeNode = mapping.map { reader.required("code", in: $0) } ?? node
        guard let codeNode, let code = reader.name(codeNode, "`error`") else { return nil }
        if !workflow.nameableCodes.contains(ErrorCode(code.value)) {
            findings.report(
                Diagnostic(
                    .undefinedName,
                    "`\(workflow.name)` cannot fail with `\(code.value)`",
                    at: code.span,
                    label: "no such error",
                    help: codeHelp(code.value)
                )
            )
        }
        let message = mapping?["message"].flatMap { reader.string($0, "`message`") }
        return Expected(
            ExpectedError(code: ErrorCode(code.value), message: message),
            at: code.span
        )
    }

    private func codeHelp(_ code: String) -> [String] {
        let near = didYouMean(code, among: workflow.nameableCodes.map(\.rawValue).sorted())
        let ending = workflow.codesOfFailure.prefix(20).map(\.rawValue)
        return near.isEmpty ? ["it fails with \(quoted(ending))"] : near
    }

    private func expectedSteps(_ node: YAMLNode) -> Expected<ExpectedSteps>? {
        guard node.isMapping else {
            return Expected(.exactly(steps(node, "`steps`")), at: node.head)
        }
        guard let mapping = reader.mapping(node, .expectedSteps) else { return nil }
        if node.entries.isEmpty { findings.report(.expectsNothing(at: node.span)) }
        return Expected(
            .including(
                mapping["include"].map { steps($0, "`include`") } ?? [],
                excluding: mapping["exclude"].map { steps($0, "`exclude`") } ?? []
            ),
            at: mapping.head
        )
    }

    private func emitted(_ node: YAMLNode) -> Expected<[ExpectedEvent]>? {
        let events = reader.sequence(node, of: "`emitted`")?.compactMap { item -> ExpectedEvent? in
            guard let mapping = reader.mapping(item, .expectedEvent),
                let typeNode = reader.required("type", in: mapping),
                let type = reader.name(typeNode, "`type`"), let declared = declaration(of: type)
            else { return nil }
            return ExpectedEvent(
                type: declared.type,
                subject: mapping["subject"].map { compile($0, .string, at: place, "`subject`") },
                data: mapping["data"].map {
                    compile($0, declared.data.partial, at: place, "the data of `\(type.value)`")
                }
            )
        }
        return events.map { Expected($0, at: node.head) }
    }

    private func call(_ node: YAMLNode) -> Expected<ExpectedCall>? {
        guard let mapping = reader.mapping(node, .expectedCall),
            let nameNode = reader.required("handler", in: mapping),
            let name = reader.name(nameNode, "`handler`"), let contract = contract(name)
        else { return nil }
        let call = ExpectedCall(
            handler: contract.name,
            input: mapping["input"].map {
                compile($0, contract.input.partial, at: place, "the input of `\(contract.name)`")
            },
            key: mapping["key"].map { compile($0, .string, at: place, "`key`") },
            times: mapping["times"].flatMap { reader.integer($0, "`times`", in: 0...1_000_000) }
        )
        return Expected(call, at: name.span)
    }

    private func elapsed(_ node: YAMLNode) -> Expected<ExpectedDuration>? {
        guard node.isMapping else {
            return reader.duration(node, "`elapsed`").map {
                Expected(ExpectedDuration(atLeast: $0, atMost: $0), at: node.span)
            }
        }
        guard let mapping = reader.mapping(node, .expectedDuration) else { return nil }
        if node.entries.isEmpty { findings.report(.expectsNothing(at: node.span)) }
        let least = mapping["at_least"].flatMap { reader.duration($0, "`at_least`") }
        let most = mapping["at_most"].flatMap { reader.duration($0, "`at_most`") }
        if let least, let most, least > most { findings.report(.lastsNever(mapping)) }
        return Expected(ExpectedDuration(atLeast: least, atMost: most), at: mapping.head)
    }
}

extension Workflow {
    /// The codes that may be expected: those that something in it or in what it runs can raise,
    /// even where a step catches them, since an undo that follows may stop the run with such an error.
    fileprivate var nameableCodes: Set<ErrorCode> {
        let raised = family.flatMap(\.edges).compactMap { edge -> ErrorCode? in
            if case .failure(let code) = edge.to { code } else { nil }
        }
        let declared = calledHandlers.flatMap(\.errors).map(\.code)
        return Set(raised + declared + ErrorCode.standard + codesThatEscape)
    }

    /// The codes that its runs end with when nothing else goes wrong, each once.
    fileprivate var codesOfFailure: [ErrorCode] {
        let ofAnyRun: [ErrorCode] = timeout == nil ? [.expression] : [.timeout, .expression]
        let escaping = codesThatEscape
        return escaping + ofAnyRun.filter { !escaping.contains($0) }
    }
}

extension ValueType {
    /// The type with every field of its records optional: what is left out is not looked at.
    fileprivate var partial: ValueType {
        switch self {
        case .record(let record):
            .record(
                RecordType(
                    name: record.name,
                    fields: record.fields.map { field in
                        let type = field.type.partial
                        return .init(field.name, type.isOptional ? type : .optional(type))
                    }
                )
            )
        case .list(let element): .list(element.partial)
        case .map(let key, let value): .map(key: key, value: value.partial)
        case .optional(let wrapped): .optional(wrapped.partial)
        default: self
        }
    }
}

extension KeyTable {
    static let expectation = KeyTable(
        "`expect`",
        [
            "status", "outcome", "output", "error", "steps", "undone", "parked", "emitted", "calls",
            "elapsed",
        ]
    )
    static let expectedError = KeyTable("`error`", ["code", "message"])
    static let expectedSteps = KeyTable("`steps`", ["include", "exclude"])
    static let expectedEvent = KeyTable("an expected event", ["type", "subject", "data"])
    static let expectedCall = KeyTable("an expected call", ["handler", "input", "key", "times"])
    static let expectedDuration = KeyTable("`elapsed`", ["at_least", "at_most"])
}

extension Diagnostic {
    fileprivate static func expectsNothing(at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "nothing is expected here, so that nothing can go wrong",
            at: span,
            label: "empty",
            help: ["say at least how the run ends: `expect: { status: completed }`"]
        )
    }
    fileprivate static func lastsNever(_ elapsed: Mapping) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "`at_least` is longer than `at_most`, so that no run can be as expected",
            at: elapsed["at_least"]?.span ?? elapsed.head,
            label: "longer than the other",
            labels: elapsed["at_most"].map { [.init($0.span, "the other")] } ?? [],
            help: ["write the shorter time under `at_least`"]
        )
    }
}
