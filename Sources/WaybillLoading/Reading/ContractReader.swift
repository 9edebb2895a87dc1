import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Handler contracts (LANGUAGE.md, "Handler contracts and bindings").
extension DeclarationReader {
    /// Reads `handlers:`.
    func handlers(_ node: YAMLNode) -> [HandlerDeclaration] {
        guard let mapping = anyMapping(node, "`handlers`") else { return [] }
        return mapping.entries.compactMap(handler)
    }

    private func handler(_ entry: YAMLEntry) -> HandlerDeclaration? {
        let name = entry.key.string
        if !Identifier.isDotted(name) {
            findings.report(
                .badID(name, "a handler's name", form: Identifier.dottedForm, at: entry.key.span)
            )
        }
        guard let mapping = mapping(entry.value, .handler) else { return nil }
        return HandlerDeclaration(
            name: Located(name, at: entry.key.span),
            summary: mapping["summary"].flatMap { string($0, "`summary`") },
            input: mapping["input"].map { Located(typeExpression($0), at: $0.head) }
                ?? (entry.value.isCut ? Located(.poisoned, at: entry.key.span) : nil),
            output: mapping["output"].map { typeExpression($0) }
                ?? (entry.value.isCut ? .poisoned : nil),
            errors: mapping["errors"].map(declaredErrors) ?? [],
            idempotency: mapping["idempotency"].flatMap {
                member($0, "`idempotency`", of: HandlerContract.Idempotency.self)
            },
            consequence: consequence(mapping),
            settlesIn: mapping["settles_in"].flatMap { duration($0, "`settles_in`") },
            holdsFor: mapping["holds_for"].flatMap { duration($0, "`holds_for`") },
            isSafeIfAbsent: mapping["safe_if_absent"].flatMap { bool($0, "`safe_if_absent`") }
                ?? false,
            fences: mapping["fences"].flatMap { bool($0, "`fences`") } ?? false
        )
    }

    private func consequence(_ mapping: Mapping) -> HandlerContract.Consequence {
        if let effect = mapping.entry("effect"), let undoes = mapping.entry("undoes") {
            findings.report(
                .exclusiveKeys(
                    undoes.key,
                    beside: [effect.key],
                    "a handler either establishes a fact or takes one back",
                    help: "keep `effect` on the one that acts and `undoes` on the one that undoes"
                )
            )
        }
        if let effect = mapping["effect"], let fact = fact(effect) {
            return fact == "none" ? .none : .establishes(fact)
        }
        if let undoes = mapping["undoes"], let fact = fact(undoes) { return .undoes(fact) }
        return .undeclared
    }

    private func fact(_ node: YAMLNode) -> Fact? {
        guard let name = name(node, "a fact") else { return nil }
        if !Identifier.isSnakeCase(name.value) {
            findings.report(
                .badID(name.value, "a fact", form: Identifier.snakeCase, at: name.span)
            )
        }
        return Fact(name.value)
    }

    private func declaredErrors(_ node: YAMLNode) -> [DeclaredError] {
        guard let mapping = anyMapping(node, "`errors`") else { return [] }
        return mapping.entries.map { entry in
            let code = entry.key.string
            if !Identifier.isSnakeCase(code) {
                findings.report(
                    .badID(code, "an error code", form: Identifier.snakeCase, at: entry.key.span)
                )
            }
            let details = isNothing(entry.value) ? nil : self.mapping(entry.value, .handlerError)
            return DeclaredError(
                code: ErrorCode(code),
                retry: details?["retry"].flatMap {
                    member($0, "`retry` of an error", of: DeclaredError.Retry.self)
                } ?? .policy,
                effect: details?["effect"].flatMap {
                    member($0, "`effect` of an error", of: Effect.self)
                } ?? .none,
                span: entry.key.span
            )
        }
    }

    /// Whether a value was left out: `card_declined:` alone declares the code.
    private func isNothing(_ node: YAMLNode) -> Bool {
        if case .scalar(let scalar) = node.content { scalar.resolved == .null } else { false }
    }
}
