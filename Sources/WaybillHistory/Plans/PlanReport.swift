package import CEL
import Foundation
import WaybillDiagnostics
package import WaybillInterpreter
package import WaybillModel

/// A plan as a table for people: what is sent, what it costs, and why no other decision was taken.
/// Times are in UTC, and say so.
package struct PlanReport {
    private let plan: JSON
    private let policy: AllocationPolicy
    private let input: AllocationInput

    /// A report of what a policy decides about an input.
    package init(_ plan: JSON, of policy: AllocationPolicy, for input: AllocationInput) {
        self.plan = plan
        self.policy = policy
        self.input = input
    }

    package func rendered(colour: Bool) -> String {
        let sections = [
            head(colour), emptiness, parcels(colour), costs, unfilled(colour), rejected(colour),
            alternatives(colour), deciding,
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    // MARK: - What is decided

    private func head(_ colour: Bool) -> String {
        let decision = Ink.strong.paint(plan.word("decision"), colour: colour)
        let count = plan.list("parcels").count
        let parcels = count == 1 ? "1 parcel" : "\(count) parcels"
        let isKept = plan["promise_met"] == .bool(true)
        let promise =
            plan["promise_by"] == nil
            ? "none given"
            : Ink(isGood: isKept).paint(isKept ? "kept" : "not kept", colour: colour)
        return """
            \(decision): \(parcels), \(plan.money("total")) in all
            promise  \(promise)
            policy   \(policy.name)
            best     \(proof(colour))
            """
    }

    private func proof(_ colour: Bool) -> String {
        let nodes = plan.text("nodes")
        let work = "\(nodes) \(nodes == "1" ? "node" : "nodes")"
        guard plan["proved"] == .bool(true) else {
            let bound =
                switch plan.text("lower_bound") {
                case "": ""
                case plan.text("total"): "; none costs less, one that costs as much may be better"
                default: "; no decision costs less than \(plan.money("lower_bound"))"
                }
            return Ink.attention.paint("not proved after \(work)\(bound)", colour: colour)
        }
        return "proved after \(work)"
    }

    /// What is missing for there to be anything to decide.
    private var emptiness: String? {
        if input.order.list("lines").isEmpty { return "there is nothing to send: `lines` is empty" }
        if plan.list("parcels").isEmpty, plan.list("unfilled").isEmpty {
            return "there is nothing to send: no line has units that are not allocated already"
        }
        if input.sites == .array([]) { return "there is nowhere to send from: `sites` is empty" }
        if input.services == .array([]) {
            return "there is nothing to send by: `services` is empty"
        }
        return nil
    }

    private func parcels(_ colour: Bool) -> String? {
        let parcels = plan.list("parcels")
        guard !parcels.isEmpty else { return nil }
        var table = Table(
            head: ["ID", "SITE", "SERVICE", "LEAVES (UTC)", "ARRIVES BY (UTC)", "COST"]
                + Self.parts.map { $0.uppercased() } + ["CARRIES"]
        )
        table.rows = parcels.map { parcel in
            let cost = parcel["cost"] ?? .null
            return [
                Table.Cell(parcel.text("id"), .strong), Table.Cell(parcel.text("site")),
                Table.Cell(parcel.text("service")), Table.Cell(parcel.minute("ship_at")),
                Table.Cell(parcel.minute("arrive_by")), Table.Cell(cost.money("total"), .strong),
            ] + Self.parts.map { Table.Cell(cost.money($0), .quiet) } + [
                Table.Cell(parcel.goods("lines"))
            ]
        }
        return table.rendered(colour: colour)
    }

    private static let parts = ["parcel", "handling", "weight", "picking", "lateness"]

    /// What the total is made of, beside the parcels.
    private var costs: String? {
        let sent = plan.list("parcels").reduce(Decimal(0)) {
            $0 + ($1["cost"]?.decimal("total") ?? 0)
        }
        let left = plan.list("unfilled").reduce(Decimal(0)) { $0 + $1.decimal("quantity") }
        let unfilled: Decimal =
            switch policy.unfilled {
            case .backorder(let cost), .cancel(let cost): left * cost
            case .fail: 0
            }
        let splits = plan.decimal("total") - sent - unfilled
        let parts = [("parcels", sent), ("splits", splits), ("unfilled", unfilled)]
            .filter { $0.0 == "parcels" || $0.1 != 0 }
            .map { "\($0.0) \($0.1.money)" }
        return "total    \(plan.money("total")) = \(parts.joined(separator: " + "))"
    }

    private func unfilled(_ colour: Bool) -> String? {
        guard !plan.list("unfilled").isEmpty else { return nil }
        let becomes =
            switch policy.unfilled {
            case .backorder: "sent later"
            case .cancel: "taken off the order"
            case .fail: "the step fails"
            }
        let goods = Ink.bad.paint(plan.goods("unfilled"), colour: colour)
        return "unfilled \(goods): \(becomes)\(plan.reasonOfUnfilled)"
    }

    // MARK: - Why

    private var explain: JSON { plan["explain"] ?? .null }

    private func rejected(_ colour: Bool) -> String? {
        let sites = explain.list("rejected")
        guard !sites.isEmpty else { return nil }
        var table = Table(head: ["REJECTED", "BY"])
        table.rows = sites.prefix(Self.mostSites).map {
            [Table.Cell($0.text("site")), Table.Cell($0.text("by"))]
        }
        let more = sites.count - table.rows.count
        return table.rendered(colour: colour) + (more > 0 ? "\nand \(more) more" : "")
    }

    private static let mostSites = 40

    private func alternatives(_ colour: Bool) -> String? {
        let others = explain.list("alternatives")
        guard !others.isEmpty else { return nil }
        var table = Table(head: ["DIFFERENCE", "TOTAL", "ALTERNATIVE, LEAVING (UTC)", "WHY"])
        table.rows = others.map { other in
            let parcels = other.list("parcels").map {
                "\($0.text("site")) by \($0.text("service")) \($0.minute("ship_at"))"
            }
            let delta = other.decimal("delta")
            return [
                Table.Cell((delta < 0 ? "" : "+") + delta.money, .strong),
                Table.Cell(other.money("total")),
                Table.Cell(parcels.isEmpty ? nothingSent : parcels.joined(separator: ", ")),
                Table.Cell(other.text("why"), .quiet),
            ]
        }
        return table.rendered(colour: colour)
    }

    private var nothingSent: String {
        policy.unfilled == .fail ? "nothing is sent: the step fails" : "nothing is sent"
    }

    /// What decided between equals, and what waiting brings.
    private var deciding: String? {
        let ties = explain.list("ties").compactMap { tie -> String? in
            guard case .string(let name) = tie else { return nil }
            return "tie      decided by \(name.visible)"
        }
        let hold = plan.waiting.map { "hold     waits \($0)" }
        let lines = ties + [hold].compactMap(\.self)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

extension Ink {
    fileprivate init(isGood: Bool) { self = isGood ? .good : .attention }
}
