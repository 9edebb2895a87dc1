import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What a workflow says of its endings: `after` and `invariants`.
extension DeclarationReader {
    func after(_ node: YAMLNode) -> [AfterDeclaration] {
        guard let mapping = anyMapping(node, "`after`") else {
            poison(node)
            return []
        }
        isReadingAfter = true
        defer { isReadingAfter = false }
        return mapping.entries.map { entry in
            AfterDeclaration(
                ending: Located(entry.key.string, at: entry.key.span),
                steps: stepList(entry.value, of: "`\(entry.key.string)` under `after`")
            )
        }
    }

    /// Refuses what makes no sense in a step under `after`.
    func checkKeysAfterTheEnding(_ step: Mapping) {
        for entry in step.entries {
            switch entry.key.string {
            case "compensate":
                findings.report(.noPlaceAfter(entry.key, "nothing is undone any more"))
            case "pivot":
                findings.report(.noPlaceAfter(entry.key, "the run has its ending already"))
            case "run", "allocate":
                findings.report(.noPlaceAfter(entry.key, "effects are made by `call` and `emit`"))
            default: continue
            }
        }
    }

    func invariants(_ node: YAMLNode) -> [InvariantDeclaration] {
        var names: [String: Span] = [:]
        return (sequence(node, of: "`invariants`") ?? []).compactMap { item in
            guard let mapping = mapping(item, .invariant),
                let named = required("name", in: mapping),
                let name = string(named, "the name of an invariant")
            else { return nil }
            if let first = names[name] {
                findings.report(
                    .duplicateName(name, "invariant", at: named.span, first: first)
                )
            } else {
                names[name] = named.span
            }
            let condition = required("at_end", in: mapping).flatMap { expression($0, "at_end") }
            return InvariantDeclaration(name: Located(name, at: named.span), condition: condition)
        }
    }
}

extension Diagnostic {
    fileprivate static func noPlaceAfter(_ key: YAMLScalar, _ why: String) -> Diagnostic {
        Diagnostic(
            .unknownKey,
            "`\(key.string)` has no place in `after`",
            at: key.span,
            label: why,
            help: ["leave it out, or do it in a step before the run ends"]
        )
    }
}
