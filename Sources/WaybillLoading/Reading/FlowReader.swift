import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Where rules lead, and what errors and undoing lead to.
extension DeclarationReader {
    private static let flowKeys = ["to", "steps", "finish", "fail"]

    /// Reads the one of `to`, `steps`, `finish` and `fail` that a rule has.
    func flow(_ mapping: Mapping, of what: String) -> FlowDeclaration {
        let keys = mapping.entries.filter { Self.flowKeys.contains($0.key.string) }
        guard let first = keys.first else {
            findings.report(
                Diagnostic(
                    .missingKey,
                    "\(what) must say where it leads",
                    at: mapping.head,
                    label: "and then?",
                    help: ["add one of \(quoted(Self.flowKeys))"]
                )
            )
            return .poisoned
        }
        if let second = keys.dropFirst().first {
            findings.report(
                .exclusiveKeys(
                    second.key,
                    beside: [first.key],
                    "\(what) leads to one place only",
                    help: "keep one of \(quoted(keys.map(\.key.string)))"
                )
            )
            poison(second.value)
        }
        checkCompanions(mapping, of: first.key.string, in: what)
        let read: FlowDeclaration? =
            switch first.key.string {
            case "to": name(first.value, "`to`").map { .to($0) }
            case "steps": .steps(stepList(first.value, of: "`steps`"))
            case "finish": finish(first.value, mapping).map { .finish($0) }
            default: fail(first.value, mapping).map { .fail($0) }
            }
        return read ?? .poisoned
    }

    /// Refuses `output`, `message` and `details` beside what they do not belong to.
    private func checkCompanions(_ mapping: Mapping, of flow: String, in what: String) {
        var foreign: [(key: String, owner: String)] = []
        if flow != "fail" { foreign += [("message", "fail"), ("details", "fail")] }
        if flow == "fail" || (flow != "finish" && what != "a catch rule") {
            foreign.append(("output", "finish"))
        }
        for (key, owner) in foreign {
            guard let entry = mapping.entry(key) else { continue }
            findings.report(
                Diagnostic(
                    .unknownKey,
                    "`\(key)` does not go with `\(flow)`",
                    at: entry.key.span,
                    label: "not a key of `\(flow)`",
                    help: ["it goes with `\(owner)`"]
                )
            )
        }
    }

    /// Reads the `catch` rules of a step.
    func catches(_ step: Mapping, of action: String) -> [CatchDeclaration] {
        guard let node = step["catch"] else { return [] }
        guard StepKeys.actions(of: "catch")?.contains(action) == true,
            let items = sequence(node, of: "`catch`")
        else {
            poison(node)
            return []
        }
        return items.compactMap { item in
            mapping(item, .catchRule).map(catchRule)
        }
    }

    private func catchRule(_ mapping: Mapping) -> CatchDeclaration {
        let flow = flow(mapping, of: "a catch rule")
        let ends = if case .finish = flow { true } else { false }
        return CatchDeclaration(
            codes: caughtCodes(mapping),
            condition: mapping["when"].flatMap { expression($0, "when") },
            keep: mapping["keep"].flatMap { bool($0, "`keep`") } ?? false,
            // Beside `finish` the output is the run's.
            output: ends ? nil : mapping["output"],
            flow: flow,
            span: mapping.head
        )
    }

    /// `nil` for `any`.
    private func caughtCodes(_ mapping: Mapping) -> [Located<ErrorCode>]? {
        guard let node = required("error", in: mapping) else { return nil }
        if case .sequence = node.content { return codes(node, of: "`error`") ?? [] }
        guard let code = name(node, "an error code") else { return nil }
        return code.value == "any" ? nil : [Located(ErrorCode(code.value), at: code.span)]
    }
}
