package import CEL
import Foundation
package import WaybillModel

/// A plan as a table for people: what is sent, what it costs, and why no other decision was taken.
/// Times are in UTC.
package struct PlanReport {
    private let plan: JSON
    private let policy: AllocationPolicy

    package init(_ plan: JSON, of policy: AllocationPolicy) {
        self.plan = plan
        self.policy = policy
    }

    package func rendered(colour: Bool) -> String {
        let sections = [
            head(colour), parcels(colour), costs, unfilled(colour), rejected(colour),
            alternatives(colour), deciding,
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    // MARK: - What is decided

    private func head(_ colour: Bool) -> String {
        let decision = Ink.strong.paint(plan.text("decision"), colour: colour)
        let count = plan.list("parcels").count
        let parcels = count == 1 ? "1 parcel" : "\(count) parcels"
        let isKept = plan["promise_met"] == .bool(true)
        let promise = Ink(isGood: isKept).paint(isKept ? "kept" : "not kept", colour: colour)
        return """
            \(decision): \(parcels), \(plan.money("total")) in all
            promise  \(promise)
            policy   \(plan["policy"]?.text("name") ?? "")
            best     \(proof(colour))
            """
    }

    private func proof(_ colour: Bool) -> String {
        let nodes = plan.text("nodes")
        guard plan["proved"] == .bool(true) else {
            let unproved = "not proved after \(nodes) nodes; no decision costs less than "
            return Ink.attention.paint(unproved + plan.money("lower_bound"), colour: colour)
        }
        return "proved after \(nodes) \(nodes == "1" ? "node" : "nodes")"
    }

    private func parcels(_ colour: Bool) -> String? {
        let parcels = plan.list("parcels")
        guard !parcels.isEmpty else { return nil }
        var table = Table(
            head: ["ID", "SITE", "SERVICE", "LEAVES", "ARRIVES BY", "COST"]
                + Self.parts.map { $0.uppercased() } + ["CARRIES"]
        )
        table.rows = parcels.map { parcel in
            let cost = parcel["cost"] ?? .null
            return [
                Table.Cell(parcel.text("id"), .strong), Table.Cell(parcel.text("site")),
                Table.Cell(parcel.text("service")), Table.Cell(parcel.time("ship_at")),
                Table.Cell(parcel.time("arrive_by")), Table.Cell(cost.money("total"), .strong),
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
        return "unfilled \(goods): \(becomes)"
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
        var table = Table(head: ["DIFFERENCE", "TOTAL", "ALTERNATIVE", "WHY"])
        table.rows = others.map { other in
            let parcels = other.list("parcels").map {
                "\($0.text("site")) by \($0.text("service")) \($0.time("ship_at"))"
            }
            let delta = other.decimal("delta")
            return [
                Table.Cell((delta < 0 ? "" : "+") + delta.money, .strong),
                Table.Cell(other.money("total")),
                Table.Cell(parcels.isEmpty ? "nothing is sent" : parcels.joined(separator: ", ")),
                Table.Cell(other.text("why"), .quiet),
            ]
        }
        return table.rendered(colour: colour)
    }

    /// What decided between equals, and what waiting brings.
    private var deciding: String? {
        let ties = explain.list("ties").compactMap { tie -> String? in
            guard case .string(let name) = tie else { return nil }
            return "tie      decided by \(name)"
        }
        let hold = explain["hold"].map { hold in
            let waits = Duration(text: hold.text("waits"))?.text ?? hold.text("waits")
            return "hold     waits \(waits), which saves \(hold.money("saves"))"
        }
        let lines = ties + [hold].compactMap(\.self)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

extension Ink {
    fileprivate init(isGood: Bool) { self = isGood ? .good : .attention }
}

extension JSON {
    fileprivate func list(_ name: String) -> [JSON] {
        if case .array(let items)? = self[name] { items } else { [] }
    }

    fileprivate func text(_ name: String) -> String {
        switch self[name] {
        case .string(let text)?, .number(let text)?: text
        default: ""
        }
    }

    fileprivate func decimal(_ name: String) -> Decimal { Decimal(string: text(name)) ?? 0 }

    fileprivate func money(_ name: String) -> String { decimal(name).money }

    /// To the minute.
    fileprivate func time(_ name: String) -> String {
        guard let time = Timestamp(rfc3339: text(name)) else { return text(name) }
        return String(time.dayAndTime.dropLast(3))
    }

    fileprivate func goods(_ name: String) -> String {
        list(name).map { "\($0.text("quantity")) × \($0.text("sku"))" }.joined(separator: ", ")
    }
}

extension Decimal {
    /// With two digits after the point at least.
    fileprivate var money: String {
        let text = description
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        let digits = text.distance(from: point, to: text.endIndex) - 1
        return text + String(repeating: "0", count: max(0, 2 - digits))
    }
}
