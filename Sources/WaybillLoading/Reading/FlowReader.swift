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

    /// Reads the `compensate` of a step.
    func compensation(_ step: Mapping, of action: String) -> CompensationDeclaration? {
        guard let entry = step.entry("compensate"),
            StepKeys.actions(of: "compensate")?.contains(action) == true
        else { return nil }
        guard ["call", "emit", "scope"].contains(action) else {
            findings.report(.notSupportedYet(entry.key, in: "a `\(action)` step"))
            return .poisoned
        }
        if case .scalar(let scalar) = entry.value.content, scalar.string == "none" {
            return CompensationDeclaration.none(entry.value.span)
        }
        let count = findings.all.count
        guard let mapping = mapping(entry.value, .compensation) else { return .poisoned }
        let refused = findings.all.count > count
        if let event = mapping.entry("emit") { return emission(event, mapping) }
        checkUndoCompanions(mapping, of: "call", foreign: ["data", "subject"], owner: "emit")
        guard let node = refused ? mapping["call"] : required("call", in: mapping),
            let call = call(node, with: mapping["with"])
        else { return .poisoned }
        return .call(
            call,
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            retry: mapping["retry"].flatMap(retry)
        )
    }

    /// A `compensate` that publishes an event.
    private func emission(_ event: YAMLEntry, _ mapping: Mapping) -> CompensationDeclaration {
        if let call = mapping.entry("call") {
            findings.report(
                .exclusiveKeys(
                    call.key,
                    beside: [event.key],
                    "a step is undone by a call or by an event",
                    help: "keep one of them"
                )
            )
            return .poisoned
        }
        checkUndoCompanions(
            mapping,
            of: "emit",
            foreign: ["with", "timeout", "retry"],
            owner: "call"
        )
        return emit(event.value, mapping).map { .emit($0) } ?? .poisoned
    }

    /// Refuses the keys of a `compensate` that go with the other way to undo.
    private func checkUndoCompanions(
        _ mapping: Mapping,
        of action: String,
        foreign: [String],
        owner: String
    ) {
        for entry in foreign.compactMap({ mapping.entry($0) }) {
            findings.report(
                Diagnostic(
                    .unknownKey,
                    "`\(entry.key.string)` does not go with `\(action)`",
                    at: entry.key.span,
                    label: "not a key of `\(action)`",
                    help: ["it goes with `\(owner)`"]
                )
            )
        }
    }
}
