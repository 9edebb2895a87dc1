import CEL
import Foundation
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// The rules of a policy; each gives `nil`, with a finding, when it cannot be read.
extension DeclarationReader {
    func promise(_ node: YAMLNode) -> AllocationPolicy.Promise? {
        guard let mapping = mapping(node, .promise), let mode = required("mode", in: mapping),
            let mode = member(mode, "`mode`", of: PromiseMode.self)
        else { return nil }
        let late = mapping["late"].flatMap { money($0, "`late`") }
        switch mode {
        case .hard:
            refuse("late", in: mapping, beside: "mode", because: "nothing arrives late")
            return .hard
        case .soft:
            if mapping["late"] == nil {
                findings.report(.softWithoutPrice(mapping))
            }
            return late.map { .soft(late: $0) }
        }
    }

    func split(_ node: YAMLNode) -> AllocationPolicy.Split? {
        if node.isWord("never") { return .never }
        guard let mapping = mapping(node, .split) else { return nil }
        let penalty = mapping["penalty"].map { money($0, "`penalty`") } ?? .some(0)
        guard let most = required("max_parcels", in: mapping),
            let most = integer(most, "`max_parcels`", in: 1...100), let penalty
        else { return nil }
        return .upTo(parcels: most, penalty: penalty)
    }

    func hold(_ node: YAMLNode) -> AllocationPolicy.Hold? {
        if node.isWord("never") { return .some(.never) }
        guard let mapping = mapping(node, .hold) else { return nil }
        let saving = mapping["only_if_saves"].map { money($0, "`only_if_saves`") } ?? .some(0)
        guard let longest = required("max", in: mapping),
            let longest = wholeDays(longest, "`max` of `hold`"), let saving
        else { return nil }
        return .upTo(longest, onlyIfSaves: saving)
    }

    func unfilled(_ node: YAMLNode) -> AllocationPolicy.Unfilled? {
        guard let mapping = mapping(node, .unfilled), let action = required("action", in: mapping),
            let action = member(action, "`action`", of: UnfilledAction.self)
        else { return nil }
        let cost = mapping["cost"].flatMap { money($0, "`cost`") }
        if action == .fail {
            refuse("cost", in: mapping, beside: "action", because: "no unit is left unfilled")
            return .fail
        }
        if mapping["cost"] == nil { findings.report(.unfilledWithoutPrice(action, mapping)) }
        return cost.map { action == .cancel ? .cancel(cost: $0) : .backorder(cost: $0) }
    }

    func ties(_ node: YAMLNode) -> [AllocationPolicy.Tie]? {
        guard let items = sequence(node, of: "`ties`") else { return nil }
        var ties: [AllocationPolicy.Tie] = []
        for item in items {
            guard let tie = member(item, "a tie-break", of: AllocationPolicy.Tie.self) else {
                continue
            }
            if ties.contains(tie) { findings.report(.tieTwice(tie, at: item.span)) }
            ties.append(tie)
        }
        if ties.count == items.count, ties.last != .siteID {
            findings.report(.tiesWithoutID(at: items.last?.span ?? node.span))
        }
        return ties
    }

    /// Reports what a policy must say and does not. A strategy says all but what becomes of units that
    /// no parcel carries.
    func reportMissing(in mapping: Mapping, of policy: String, at span: Span) {
        for rule in Self.requiredRules where mapping[rule.key] == nil {
            if mapping["strategy"] != nil, rule.key != "unfilled" { continue }
            findings.report(
                Diagnostic(
                    .routingPolicy,
                    "the policy `\(policy)` does not say \(rule.question)",
                    at: span,
                    label: "`\(rule.key)` is missing",
                    help: [rule.help]
                )
            )
        }
    }

    private static let requiredRules = [
        (
            key: "promise", question: "what it costs when a parcel comes late",
            help:
                "a price for each unit and day, `promise: { mode: soft, late: 2.00 }`, or `promise: { mode: hard }` to let none be late"
        ),
        (
            key: "split", question: "whether an order may be split",
            help: "`split: never`, or `split: { max_parcels: 3, penalty: 3.00 }`"
        ),
        (
            key: "unfilled", question: "what becomes of units that no site can send",
            help:
                "`unfilled: { action: backorder, cost: 60.00 }`, the same with `cancel`, or `unfilled: { action: fail }`"
        ),
    ]

    /// Refuses a key that says nothing beside what another says.
    private func refuse(
        _ key: String,
        in mapping: Mapping,
        beside other: String,
        because reason: String
    ) {
        guard let entry = mapping.entry(key), let other = mapping.entry(other) else { return }
        findings.report(
            .exclusiveKeys(
                entry.key,
                beside: [other.key],
                "\(mapping.construct) needs no `\(key)` here: \(reason)",
                help: "leave it out"
            )
        )
    }

    /// An amount of money, exactly as it is written.
    private func money(_ node: YAMLNode, _ what: String) -> Decimal? {
        guard let scalar = scalar(node, what, expected: "an amount of money such as `2.50`")
        else { return nil }
        let text: String? =
            switch scalar.resolved {
            case .integer(let digits): NumberText.integer(digits)
            case .float(let digits): NumberText.float(digits)
            case .null, .bool, .string: nil
            }
        guard let text else {
            findings.report(
                .wrongShape(node, of: what, expected: "an amount of money such as `2.50`")
            )
            return nil
        }
        if case .decimal(let amount)? = try? Value(JSON.number(text), as: .decimal),
            (0...Decimal.mostMoney).contains(amount), amount.exponent >= -6
        {
            return amount
        }
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) must be from 0 to \(Decimal.mostMoney), with six decimals at most",
                at: node.span,
                label: "out of range"
            )
        )
        return nil
    }

    private func wholeDays(_ node: YAMLNode, _ what: String) -> Duration? {
        guard let duration = duration(node, what, moreThanZero: true) else { return nil }
        let day = 86_400
        let (seconds, fraction) = duration.components
        if fraction == 0, seconds.isMultiple(of: Int64(day)), seconds <= day * 365 {
            return duration
        }
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) must be whole days, 365 at most",
                at: node.span,
                label: "not in whole days, or too long",
                help: ["parcels leave by the day: write `5d`"]
            )
        )
        return nil
    }
}

enum PromiseMode: String, CaseIterable {
    case soft
    case hard
}

enum UnfilledAction: String, CaseIterable {
    case backorder
    case cancel
    case fail
}

extension YAMLNode {
    /// Whether a scalar says just this.
    fileprivate func isWord(_ word: String) -> Bool {
        if case .scalar(let scalar) = content { scalar.string == word } else { false }
    }
}

/// WB0904
extension Diagnostic {
    fileprivate static func softWithoutPrice(_ mapping: Mapping) -> Diagnostic {
        Diagnostic(
            .routingPolicy,
            "a soft promise needs a price for lateness",
            at: mapping.head,
            label: "`late` is missing",
            help: [
                "say what each unit costs for each day it is late: `late: 2.00`; `late: 0` lets parcels be late at no cost"
            ]
        )
    }

    fileprivate static func unfilledWithoutPrice(_ action: UnfilledAction, _ mapping: Mapping)
        -> Diagnostic
    {
        Diagnostic(
            .routingPolicy,
            "`action: \(action.rawValue)` needs a price",
            at: mapping.head,
            label: "`cost` is missing",
            notes: ["without one, sending nothing would be the cheapest decision"],
            help: [
                "say what each unit costs that no parcel carries: `cost: 60.00`, more than sending it does"
            ]
        )
    }

    fileprivate static func tiesWithoutID(at span: Span) -> Diagnostic {
        Diagnostic(
            .routingPolicy,
            "`ties` must end in `site_id`",
            at: span,
            label: "may leave two decisions equal",
            notes: ["the same input must give the same decision, whatever its order"],
            help: ["add `site_id` at the end"]
        )
    }

    fileprivate static func tieTwice(_ tie: AllocationPolicy.Tie, at span: Span) -> Diagnostic {
        Diagnostic(
            .routingPolicy,
            "`\(tie.rawValue)` stands in `ties` twice",
            at: span,
            label: "decides nothing any more",
            help: ["remove it"]
        )
    }
}
