import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Steps and lists of steps (LANGUAGE.md, "The step").
extension DeclarationReader {
    /// Reads a list of steps.
    func stepList(_ node: YAMLNode, of what: String) -> StepList {
        guard let items = sequence(node, of: what) else {
            poison(node)
            return StepList(steps: [], span: node.head)
        }
        if items.isEmpty {
            findings.report(
                Diagnostic(
                    .wrongShape,
                    "\(what) is empty",
                    at: node.span,
                    label: "no step here",
                    help: ["a list of steps has at least one"]
                )
            )
        }
        return StepList(steps: items.compactMap(step), span: node.span)
    }

    private func step(_ node: YAMLNode) -> StepDeclaration? {
        guard let mapping = anyMapping(node, "a step").map(respelt) else { return nil }
        guard let number = nextNode(at: mapping.head) else {
            poison(node)
            return nil
        }
        let id = stepID(mapping)
        if isReadingAfter { checkKeysAfterTheEnding(mapping) }
        guard let key = actionKey(mapping) else {
            return poisonedStep(number, id, mapping)
        }
        checkKeys(mapping, action: key)
        return StepDeclaration(
            node: number,
            id: id,
            summary: mapping["summary"].flatMap { string($0, "`summary`") },
            condition: mapping["when"].flatMap { expression($0, "when") },
            action: action(key, mapping),
            timeout: mapping["timeout"].flatMap { timeLimit($0, "`timeout`") },
            retry: mapping["retry"].flatMap(retry),
            catches: catches(mapping, of: key.string),
            compensation: compensation(mapping, of: key.string),
            isPivot: mapping["pivot"].flatMap { bool($0, "`pivot`") } ?? false
        )
    }

    /// The step with its misspelt keys put right: first its action, then what goes with that.
    private func respelt(_ step: Mapping) -> Mapping {
        var entries = step.entries
        if !entries.contains(where: { StepKeys.actions.contains($0.key.string) }) {
            entries = respeltAction(entries)
        }
        return Mapping(
            construct: step.construct,
            entries: respelt(
                entries,
                of: "a step",
                known: StepKeys.all,
                meant: StepKeys.keys(beside: entries.map(\.key.string))
            ),
            span: step.span
        )
    }

    /// The entries of a step with the first that is nearly an action put right.
    private func respeltAction(_ entries: [YAMLEntry]) -> [YAMLEntry] {
        let index = entries.firstIndex { entry in
            guard !StepKeys.all.contains(entry.key.string) else { return false }
            let guess = Guess(key: entry.key.string, among: StepKeys.actions).name
            return guess.map { isTypingMistake(entry.key.string, for: $0) } ?? false
        }
        guard let index else { return entries }
        var entries = entries
        entries[index...index] =
            respelt(
                [entries[index]],
                of: "a step",
                known: StepKeys.all,
                meant: StepKeys.actions
            )[...]
        return entries
    }

    /// A step of which nothing is known but its id; what stands inside it is let be.
    private func poisonedStep(
        _ number: NodeID,
        _ id: Located<StepID>,
        _ mapping: Mapping
    ) -> StepDeclaration {
        for entry in mapping.entries { poison(entry.value) }
        return StepDeclaration(
            node: number,
            id: id,
            summary: nil,
            condition: nil,
            action: .poisoned,
            timeout: nil,
            retry: nil,
            catches: [],
            compensation: nil,
            isPivot: false
        )
    }

    func stepID(_ mapping: Mapping) -> Located<StepID> {
        guard let node = mapping["step"] else {
            findings.report(
                .missingKey(
                    "step",
                    of: "a step",
                    at: mapping.head,
                    help: ["a step starts with its id: `- step: charge`"]
                )
            )
            return Located("", at: mapping.head)
        }
        if let first = mapping.entries.first, first.key.string != "step" {
            findings.report(.stepNotFirst(first.key))
        }
        guard let name = name(node, "the id of a step") else { return Located("", at: node.span) }
        if !Identifier.isCEL(name.value) {
            findings.report(
                .badID(name.value, "the id of a step", form: Identifier.celForm, at: name.span)
            )
        } else if ["next", "end"].contains(name.value) || Identifier.reserved.contains(name.value) {
            findings.report(.reservedID(name))
        }
        return Located(StepID(name.value), at: name.span)
    }

    /// The key of the one action of a step; of several the first that is read. Findings for none
    /// and for several.
    private func actionKey(_ mapping: Mapping) -> YAMLScalar? {
        let actions = mapping.entries.map(\.key).filter { StepKeys.actions.contains($0.string) }
        guard let first = actions.first else {
            reportMissingAction(mapping)
            return nil
        }
        if let second = actions.dropFirst().first {
            findings.report(
                .exclusiveKeys(
                    second,
                    beside: [first],
                    "a step has one action, but this one has \(actions.count)",
                    help: "make two steps of it"
                )
            )
        }
        return first
    }

    /// A step without an action: when one of its keys is nearly an action, that is the mistake.
    private func reportMissingAction(_ mapping: Mapping) {
        let isMisspelt = mapping.entries.contains {
            !StepKeys.all.contains($0.key.string)
                && Guess(key: $0.key.string, among: StepKeys.actions).name != nil
        }
        guard !isMisspelt, !isPartial else { return }
        findings.report(
            Diagnostic(
                .missingKey,
                "a step needs an action",
                at: mapping.head,
                label: "this step does nothing",
                help: ["an action is one of \(quoted(StepKeys.actions))"]
            )
        )
    }

    /// Holds the keys of a step against its action.
    private func checkKeys(_ mapping: Mapping, action: YAMLScalar) {
        // Of several actions, which are a finding already, each may own a key.
        let actions = Set(mapping.entries.map(\.key.string))
        for entry in mapping.entries {
            let key = entry.key.string
            if StepKeys.common.contains(key) || StepKeys.actions.contains(key) { continue }
            guard let owners = StepKeys.actions(of: key) else { continue }
            if actions.isDisjoint(with: owners) {
                findings.report(.misplacedKey(entry.key, action: action.string, owners: owners))
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func stepNotFirst(_ key: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "a step starts with its id",
            at: key.span,
            label: "`step` must come before this key",
            help: ["move `step:` to the top, so that a list of steps can be read down its ids"]
        )
    }

    fileprivate static func reservedID(_ name: Located<String>) -> Diagnostic {
        let why =
            ["next", "end"].contains(name.value)
            ? "`to: \(name.value)` has a meaning of its own"
            : "CEL, the language of expressions, keeps the word for itself"
        return Diagnostic(
            .badId,
            "`\(name.value)` cannot be the id of a step",
            at: name.span,
            label: "a reserved word",
            notes: [why],
            help: ["give it another name, such as `\(name.value)_step`"]
        )
    }

    fileprivate static func misplacedKey(
        _ key: YAMLScalar,
        action: String,
        owners: [String]
    ) -> Diagnostic {
        let supported = owners.filter { StepKeys.actions.contains($0) }
        return Diagnostic(
            .unknownKey,
            "`\(key.string)` does not go with `\(action)`",
            at: key.span,
            label: "not a key of `\(action)`",
            help: ["it goes with \(quoted(supported.isEmpty ? owners : supported))"]
        )
    }
}
