import CEL
import Crypto
import Foundation
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Policies, and the steps that decide by them (LANGUAGE.md, "Warehouse routing").
extension DeclarationReader {
    /// Reads `policies:`.
    func policies(_ node: YAMLNode) -> [PolicyDeclaration] {
        guard let mapping = anyMapping(node, "`policies`") else { return [] }
        return mapping.entries.map(policy)
    }

    /// Reads an `allocate` with its `with`.
    func allocate(_ node: YAMLNode, _ step: Mapping) -> AllocateDeclaration? {
        let given = required("with", in: step).flatMap { mapping($0, .allocation) }
        guard let name = name(node, "the name of a policy") else { return nil }
        return AllocateDeclaration(
            policy: Located(PolicyName(name.value), at: name.span),
            order: given.flatMap { required("order", in: $0) },
            sites: given.flatMap { required("sites", in: $0) },
            services: given.flatMap { required("services", in: $0) },
            allocated: given?["allocated"]
        )
    }

    private func policy(_ entry: YAMLEntry) -> PolicyDeclaration {
        let name = entry.key.string
        if !Identifier.isSnakeCase(name) {
            findings.report(
                .badID(name, "a policy's name", form: Identifier.snakeCase, at: entry.key.span)
            )
        }
        let mapping = self.mapping(entry.value, .policy)
        let constraints = mapping?["keep"].map(self.constraints) ?? []
        let policy = mapping.flatMap { rules(of: name, $0, at: entry.key.span) }
        let texts = constraints.map { ($0.id, $0.condition.text) }
        return PolicyDeclaration(
            name: Located(PolicyName(name), at: entry.key.span),
            policy: policy.map { $0.with(digest: digest(of: $0.form(keeping: texts))) },
            constraints: constraints
        )
    }

    private func digest(of form: JSON) -> DefinitionDigest {
        var hash = SHA256()
        hash.update(data: Data(form.description.utf8))
        return DefinitionDigest(hash)
    }

    private func constraints(_ node: YAMLNode) -> [PolicyDeclaration.Constraint] {
        guard let mapping = anyMapping(node, "`keep`") else { return [] }
        return mapping.entries.compactMap { entry in
            let id = entry.key.string
            if !Identifier.isSnakeCase(id) {
                findings.report(
                    .badID(
                        id,
                        "the id of a constraint",
                        form: Identifier.snakeCase,
                        at: entry.key.span
                    )
                )
            }
            return expression(entry.value, id).map { .init(id: id, condition: $0) }
        }
    }

    /// The policy; `nil`, with findings, when something in it cannot be read or is missing.
    private func rules(of name: String, _ mapping: Mapping, at span: Span)
        -> AllocationPolicy?
    {
        let count = findings.all.count
        let strategy = mapping["strategy"].flatMap {
            member($0, "`strategy`", of: AllocationStrategy.self)
        }
        let aim = mapping["minimize"].flatMap {
            member($0, "`minimize`", of: AllocationPolicy.Aim.self)
        }
        let promise = mapping["promise"].map(self.promise) ?? strategy?.promise
        let split = mapping["split"].map(self.split) ?? strategy?.split
        let hold = mapping["hold"].map(self.hold) ?? .never
        let unfilled = mapping["unfilled"].flatMap(self.unfilled)
        let reserve = mapping["reserve_below"].flatMap {
            integer($0, "`reserve_below`", in: 0...1_000_000)
        }
        let ties = mapping["ties"].flatMap(self.ties)
        let search = mapping["search"].flatMap { self.mapping($0, .search) }
        let nodes = search?["nodes"].flatMap { integer($0, "`nodes`", in: 0...100_000) }
        let explain = mapping["explain"].flatMap { self.mapping($0, .explanation) }
        let alternatives = explain?["alternatives"].flatMap {
            integer($0, "`alternatives`", in: 0...20)
        }
        reportMissing(in: mapping, of: name, at: span)
        guard findings.all.count == count, let promise, let split, let hold, let unfilled else {
            return nil
        }
        return AllocationPolicy(
            name: PolicyName(name),
            summary: mapping["summary"].flatMap { string($0, "`summary`") },
            aim: aim ?? strategy?.aim ?? .cost,
            reserveBelow: reserve ?? 0,
            promise: promise,
            split: split,
            hold: hold,
            unfilled: unfilled,
            ties: ties ?? AllocationPolicy.usualTies,
            nodes: nodes ?? AllocationPolicy.usualNodes,
            alternatives: alternatives ?? AllocationPolicy.usualAlternatives,
            span: span
        )
    }
}
