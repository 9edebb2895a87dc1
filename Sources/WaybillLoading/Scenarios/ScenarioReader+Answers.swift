import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What services answer: one answer for all attempts, a list by attempt, or cases by conditions.
extension ScenarioReader {
    func scripts(_ node: YAMLNode) -> [(HandlerName, HandlerScript)] {
        guard let mapping = reader.anyMapping(node, "`handlers`") else { return [] }
        return mapping.entries.compactMap { entry in
            let name = Located(entry.key.string, at: entry.key.span)
            guard let contract = contract(name) else { return nil }
            if !called.contains(contract.name) {
                findings.report(.neverCalled(name, by: workflows, called.sorted()))
            }
            return script(entry.value, of: contract).map { (contract.name, $0) }
        }
    }

    private func script(_ node: YAMLNode, of contract: HandlerContract) -> HandlerScript? {
        switch node.content {
        case .sequence: return HandlerScript(cases: [], answers: answers(node, of: contract))
        case .scalar:
            return answer(node, of: contract).map { HandlerScript(cases: [], answers: [$0]) }
        case .mapping: break
        }
        guard let mapping = reader.mapping(node, .handlerScript) else { return nil }
        let cases = mapping["cases"].flatMap { reader.sequence($0, of: "`cases`") } ?? []
        let hasOwn = mapping.entries.contains { KeyTable.answer.keys.contains($0.key.string) }
        let isWhole = hasOwn || mapping["attempts"] != nil || mapping["cases"] == nil
        return HandlerScript(
            cases: cases.compactMap { answerCase($0, of: contract) },
            answers: isWhole ? answers(mapping, of: contract) : []
        )
    }

    private func answerCase(
        _ node: YAMLNode,
        of contract: HandlerContract
    ) -> HandlerScript.Case? {
        guard let mapping = reader.mapping(node, .answerCase),
            let when = reader.required("when", in: mapping),
            let text = reader.expression(when, "when")
        else { return nil }
        let condition = expressions.compile(text, at: place(of: contract), expecting: .bool)
        let answers = answers(mapping, of: contract)
        return condition.map { HandlerScript.Case(condition: $0, answers: answers) }
    }

    /// The answers of a mapping: those under `attempts`, or the one it is itself.
    private func answers(_ mapping: Mapping, of contract: HandlerContract) -> [ScriptedAnswer] {
        guard let attempts = mapping.entry("attempts") else {
            return [answer(mapping, of: contract)].compactMap(\.self)
        }
        if let other = mapping.entries.first(where: { KeyTable.answer.keys.contains($0.key.string) }
        ) {
            findings.report(.severalAnswers(contract.name, attempts, other))
        }
        return answers(attempts.value, of: contract)
    }

    private func answers(_ node: YAMLNode, of contract: HandlerContract) -> [ScriptedAnswer] {
        guard let items = reader.sequence(node, of: "`attempts`") else { return [] }
        if items.isEmpty { findings.report(.noAnswers(contract.name, at: node.span)) }
        return items.compactMap { answer($0, of: contract) }
    }

    private func answer(_ node: YAMLNode, of contract: HandlerContract) -> ScriptedAnswer? {
        if case .scalar(let scalar) = node.content, scalar.string == KeyTable.noAnswer {
            return ScriptedAnswer(outcome: .nothing, latency: .zero, span: node.span)
        }
        guard node.isMapping else {
            findings.report(
                .wrongShape(
                    node,
                    of: "an answer of `\(contract.name)`",
                    expected: "a mapping with `output` or `error`, or `no_answer`"
                )
            )
            return nil
        }
        return reader.mapping(node, .answer).flatMap { answer($0, of: contract) }
    }

    private func answer(_ mapping: Mapping, of contract: HandlerContract) -> ScriptedAnswer? {
        let kinds = mapping.entries.filter { KeyTable.answerKinds.contains($0.key.string) }
        if kinds.count > 1 { findings.report(.severalAnswers(contract.name, kinds[0], kinds[1])) }
        let latency = mapping["latency"].flatMap { reader.duration($0, "`latency`") } ?? .zero
        return outcome(kinds.first, of: contract, in: mapping).map {
            ScriptedAnswer(outcome: $0, latency: latency, span: mapping.head)
        }
    }

    private func outcome(
        _ entry: YAMLEntry?,
        of contract: HandlerContract,
        in mapping: Mapping
    ) -> ScriptedAnswer.Outcome? {
        guard let entry else {
            if contract.output.isOptional || contract.output == .null {
                return .output(
                    Template(.constant(.null), type: contract.output, span: mapping.span)
                )
            }
            findings.report(.outputMissing(contract, at: mapping.head))
            return nil
        }
        switch entry.key.string {
        case "error": return failure(entry.value, of: contract).map { .failure($0) }
        case KeyTable.noAnswer:
            if reader.bool(entry.value, "`no_answer`") == false {
                findings.report(.answerAfterAll(at: entry.value.span))
            }
            return .nothing
        default:
            return .output(
                compile(
                    entry.value,
                    contract.output,
                    at: place(of: contract),
                    "the output of `\(contract.name)`"
                )
            )
        }
    }

    private func failure(
        _ node: YAMLNode,
        of contract: HandlerContract
    ) -> ScriptedAnswer.Failure? {
        let mapping = node.isMapping ? reader.mapping(node, .answerError) : nil
        if node.isMapping, mapping == nil { return nil }
        let codeNode = mapping.map { reader.required("code", in: $0) } ?? node
        guard let codeNode, let text = reader.string(codeNode, "`error`") else { return nil }
        let code = ErrorCode(text)
        let declared = contract.declaration(of: code)
        if declared == nil, !ErrorCode.standard.contains(code) {
            findings.report(.undeclaredCode(text, of: contract, at: codeNode.span))
        }
        let effect = mapping?["effect"].flatMap { reader.member($0, "`effect`", of: Effect.self) }
        return ScriptedAnswer.Failure(
            code: code,
            message: mapping?["message"].flatMap { reader.string($0, "`message`") }
                ?? "the scenario says so",
            details: mapping?["details"].map {
                compile($0, .any, at: place(of: contract), "`details`")
            },
            effect: effect ?? declared?.effect ?? .unknown,
            retryAfter: mapping?["retry_after"].flatMap { reader.duration($0, "`retry_after`") }
        )
    }

    /// Where the expressions of a handler's answers stand: they see its input.
    private func place(of contract: HandlerContract) -> ExpressionPlace {
        .scenario(input: contract.input)
    }
}

extension KeyTable {
    static let noAnswer = "no_answer"
    static let answerKinds = ["output", "error", noAnswer]
    static let answer = KeyTable("an answer", answerKinds + ["latency"])
    static let handlerScript = KeyTable(
        "the answers of a handler",
        answer.keys + ["attempts", "cases"]
    )
    static let answerCase = KeyTable("a case", ["when"] + answer.keys + ["attempts"])
    static let answerError = KeyTable(
        "`error`",
        ["code", "message", "details", "effect", "retry_after"]
    )
}

extension Diagnostic {
    fileprivate static func severalAnswers(
        _ handler: HandlerName,
        _ first: YAMLEntry,
        _ second: YAMLEntry
    ) -> Diagnostic {
        Diagnostic(
            .exclusiveKeys,
            "an attempt of `\(handler)` is answered in two ways",
            at: second.key.span,
            label: "a second answer",
            labels: [.init(first.key.span, "the first")],
            help: ["answers that follow one another are a list under `attempts`"]
        )
    }

    fileprivate static func neverCalled(
        _ handler: Located<String>,
        by workflows: [Workflow],
        _ called: [HandlerName]
    ) -> Diagnostic {
        let names = workflows.map { "`\($0.name)`" }.joined(separator: " or ")
        let near = didYouMean(handler.value, among: called.map(\.rawValue))
        return Diagnostic(
            .unusedDeclaration,
            "no step of \(names) calls `\(handler.value)`",
            at: handler.span,
            label: "never asked",
            help: near.isEmpty ? ["remove its answer, or mend the name"] : near
        )
    }

    fileprivate static func answerAfterAll(at span: Span) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "`no_answer` is `true` or not there",
            at: span,
            label: "says nothing",
            help: ["say what the service answers: `output` or `error`"]
        )
    }

    fileprivate static func noAnswers(_ handler: HandlerName, at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "there is no answer of `\(handler)` in this list",
            at: span,
            label: "empty",
            help: ["`no_answer` stands for a service that does not answer"]
        )
    }

    fileprivate static func outputMissing(_ contract: HandlerContract, at span: Span) -> Diagnostic
    {
        Diagnostic(
            .missingKey,
            "the answer of `\(contract.name)` needs the key `output`",
            at: span,
            label: "neither `output` nor `error` nor `no_answer`",
            labels: [.init(contract.span, "its contract says `\(contract.output)`")]
        )
    }

    fileprivate static func undeclaredCode(
        _ code: String,
        of contract: HandlerContract,
        at span: Span
    ) -> Diagnostic {
        let codes = (contract.errors.map(\.code) + ErrorCode.standard).map(\.rawValue)
        return Diagnostic(
            .undefinedName,
            "`\(contract.name)` cannot fail with `\(code)`",
            at: span,
            label: "neither declared nor standard",
            labels: [.init(contract.span, "its contract")],
            help: didYouMean(code, among: codes)
        )
    }
}
