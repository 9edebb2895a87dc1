import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Mocks: fixed answers, cases by expressions over `input`, errors.
extension BindingsReader {
    /// A mock of a handler; of one without a contract here, it sees the input as it comes.
    func mock(_ node: YAMLNode, for contract: HandlerContract?) -> MockBinding? {
        guard let mapping = reader.mapping(node, .mock) else { return nil }
        let input = contract?.input ?? .any
        let cases = mapping["cases"].flatMap { reader.sequence($0, of: "`cases`") } ?? []
        let failTimes = mapping["fail_times"].flatMap {
            reader.integer($0, "`fail_times`", in: 1...1_000_000)
        }
        let error = mapping["error"].flatMap { failure($0, contract) }
        let output = mapping["output"].flatMap { template($0, input) } ?? .constant(.null)
        let ledger = mapping["ledger"].flatMap { text($0, "`ledger`") }
        if failTimes == nil, let error = mapping.entry("error"),
            let output = mapping.entry("output")
        {
            findings.report(.outputAndError(error, output))
        }
        return MockBinding(
            outcome: failTimes == nil
                ? error.map(MockBinding.Outcome.failure) ?? .output(output) : .output(output),
            cases: cases.compactMap { mockCase($0, input, contract) },
            failingFirst: failTimes.map { .init(attempts: $0, failure: error ?? .notYet) },
            latency: mapping["latency"].flatMap { reader.duration($0, "`latency`") } ?? .zero,
            ledger: ledger?.value,
            input: input
        )
    }

    private func mockCase(
        _ node: YAMLNode,
        _ input: ValueType,
        _ contract: HandlerContract?
    ) -> MockBinding.Case? {
        guard let mapping = reader.mapping(node, .mockCase),
            let when = reader.required("when", in: mapping),
            let text = reader.expression(when, "when"),
            let condition = program(text, input, expecting: .bool)
        else { return nil }
        if let error = mapping.entry("error"), let output = mapping.entry("output") {
            findings.report(.outputAndError(error, output))
        }
        if let error = mapping["error"] {
            return failure(error, contract).map {
                .init(condition: condition, outcome: .failure($0))
            }
        }
        guard let output = reader.required("output", in: mapping),
            let template = template(output, input)
        else { return nil }
        return .init(condition: condition, outcome: .output(template))
    }

    private func failure(
        _ node: YAMLNode,
        _ contract: HandlerContract?
    ) -> MockBinding.Failure? {
        guard let mapping = reader.mapping(node, .mockError),
            let place = reader.required("code", in: mapping),
            let code = reader.string(place, "`code`")
        else { return nil }
        if let contract, !contract.names(ErrorCode(code)) {
            findings.report(.undeclaredCode(code, of: contract, at: place.span))
        }
        return MockBinding.Failure(
            code: ErrorCode(code),
            message: mapping["message"].flatMap { reader.string($0, "`message`") }
                ?? "the mock was told to fail",
            effect: mapping["effect"].flatMap { reader.member($0, "`effect`", of: Effect.self) }
        )
    }

    private func template(_ node: YAMLNode, _ input: ValueType) -> JSONTemplate? {
        switch node.content {
        case .scalar(let scalar): return template(scalar, input)
        case .sequence(let items):
            let templates = items.compactMap { template($0, input) }
            return templates.count == items.count ? .array(templates) : nil
        case .mapping(let entries):
            let members = entries.compactMap { entry in
                template(entry.value, input).map { JSONTemplate.Member(entry.key.string, $0) }
            }
            return members.count == entries.count ? .object(members) : nil
        }
    }

    private func template(_ scalar: YAMLScalar, _ input: ValueType) -> JSONTemplate? {
        let text = TemplateText(scalar.text)
        if let plain = text.plain { return .constant(scalar.json(plain)) }
        if let single = text.single { return program(single, input).map(JSONTemplate.expression) }
        let parts: [JSONTemplate.TextPart] = text.parts.compactMap { part in
            switch part {
            case .literal(let text): return .literal(text)
            case .expression(let text):
                return program(text, input).map(JSONTemplate.TextPart.expression)
            case .unclosed(let span):
                findings.report(.unclosedExpression(span))
                return nil
            }
        }
        return parts.count == text.parts.count ? .text(parts) : nil
    }

    private func program(
        _ text: EmbeddedText,
        _ input: ValueType,
        expecting slot: ValueType? = nil
    ) -> Program? {
        let compilation = Program.compile(
            text,
            in: Environment(variables: [.init("input", input)]),
            expecting: slot
        )
        findings.report(compilation.diagnostics)
        return compilation.program
    }
}

extension HandlerContract {
    /// Whether a code is one that its handler can fail with.
    fileprivate func names(_ code: ErrorCode) -> Bool {
        declaration(of: code) != nil || ErrorCode.standard.contains(code)
    }
}

extension MockBinding.Failure {
    /// What an attempt fails with when the author did not say.
    fileprivate static let notYet = MockBinding.Failure(
        code: .unavailable,
        message: "the mock was told to fail first",
        effect: Effect.none
    )
}

extension Diagnostic {
    fileprivate static func outputAndError(_ error: YAMLEntry, _ output: YAMLEntry) -> Diagnostic {
        Diagnostic(
            .exclusiveKeys,
            "a mock answers with an output or with an error",
            at: error.key.span,
            label: "an error",
            labels: [.init(output.key.span, "an output")],
            help: ["with `fail_times: n` the first attempts fail with the error"]
        )
    }

    fileprivate static func undeclaredCode(
        _ code: String,
        of contract: HandlerContract,
        at span: Span
    ) -> Diagnostic {
        let codes = (contract.errors.map(\.code) + ErrorCode.standard).map(\.rawValue)
        return Diagnostic(
            .badBinding,
            "`\(contract.name)` cannot fail with `\(code)`",
            at: span,
            label: "neither declared nor standard",
            labels: [.init(contract.span, "its contract")],
            help: didYouMean(code, among: codes)
        )
    }
}
