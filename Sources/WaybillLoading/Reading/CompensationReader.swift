import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// How steps are undone.
extension DeclarationReader {
    /// Reads the `compensate` of a step.
    func compensation(_ step: Mapping, of action: String) -> CompensationDeclaration? {
        guard let entry = step.entry("compensate"),
            StepKeys.actions(of: "compensate")?.contains(action) == true
        else { return nil }
        if case .scalar(let scalar) = entry.value.content, scalar.string == "none" {
            return CompensationDeclaration.none(entry.value.span)
        }
        let count = findings.all.count
        guard let mapping = mapping(entry.value, .compensation) else { return .poisoned }
        let refused = findings.all.count > count
        if let steps = mapping.entry("steps") { return undoSteps(steps, beside: mapping) }
        return undoAction(mapping, isFaulty: refused).map {
            .steps([UndoStepDeclaration(id: nil, action: $0)])
        } ?? .poisoned
    }

    private func undoSteps(_ steps: YAMLEntry, beside mapping: Mapping) -> CompensationDeclaration {
        if let other = mapping.entries.first(where: { $0.key.string != "steps" }) {
            findings.report(
                .exclusiveKeys(
                    other.key,
                    beside: [steps.key],
                    "a step is undone by one thing, or by a list of steps",
                    help: "move it into the list"
                )
            )
            poison(steps.value)
            return .poisoned
        }
        guard let items = sequence(steps.value, of: "the `steps` of a `compensate`"), !items.isEmpty
        else {
            findings.report(
                Diagnostic(
                    .wrongShape,
                    "the `steps` of a `compensate` are a list with at least one",
                    at: steps.value.span,
                    label: "no step here",
                    help: ["if nothing is to be undone, say so: `compensate: none`"]
                )
            )
            return .poisoned
        }
        return .steps(items.compactMap(undoStep))
    }

    private func undoStep(_ node: YAMLNode) -> UndoStepDeclaration? {
        let count = findings.all.count
        guard let mapping = mapping(node, .undoStep) else { return nil }
        let refused = findings.all.count > count
        let id = stepID(mapping)
        return undoAction(mapping, isFaulty: refused).map {
            UndoStepDeclaration(id: id, action: $0)
        }
    }

    /// Reads the call or the event that undoes a step, or a part of it. Of a mapping that has a
    /// finding already, a missing call is none of its own.
    private func undoAction(_ mapping: Mapping, isFaulty: Bool) -> UndoStepDeclaration.Action? {
        if let event = mapping.entry("emit") { return emission(event, mapping) }
        checkUndoCompanions(mapping, of: "call", foreign: ["data", "subject"], owner: "emit")
        guard let node = isFaulty ? mapping["call"] : required("call", in: mapping),
            let call = call(node, with: mapping["with"])
        else { return nil }
        return .call(
            call,
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            retry: mapping["retry"].flatMap(retry)
        )
    }

    private func emission(_ event: YAMLEntry, _ mapping: Mapping) -> UndoStepDeclaration.Action? {
        if let call = mapping.entry("call") {
            findings.report(
                .exclusiveKeys(
                    call.key,
                    beside: [event.key],
                    "a step is undone by a call or by an event",
                    help: "keep one of them, or make a list of both: `steps`"
                )
            )
            return nil
        }
        checkUndoCompanions(
            mapping,
            of: "emit",
            foreign: ["with", "timeout", "retry"],
            owner: "call"
        )
        return emit(event.value, mapping).map { .emit($0) }
    }

    /// Refuses the keys of an undo that go with the other way to undo.
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
