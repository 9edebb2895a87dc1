package import CEL
import WaybillModel

/// The plan of an `allocate`, in words.
package struct PlanWords {
    private let plan: JSON

    package init(_ plan: JSON) { self.plan = plan }

    /// What was decided, and what it costs: `split over BER, MUC; 12.40 in all`.
    package var summary: String {
        let decision = plan["decision"]?.words ?? "decided"
        let sites = plan.list("parcels").map { $0.word("site") }
        let parcels = sites.isEmpty ? "" : ": \(sites.joined(separator: ", "))"
        return "\(decision)\(parcels); \(plan.word("total")) in all\(proof)"
    }

    /// Each parcel, then what speaks for the decision.
    package var details: [String] {
        let parcels = plan.list("parcels").map { parcel in
            "\(parcel.word("id")) from \(parcel.word("site")) by \(parcel.word("service")), "
                + "leaves \(parcel.minute("ship_at")), arrives by \(parcel.minute("arrive_by")): "
                + "\(goods(in: parcel.list("lines"))); \(parcel["cost"]?.word("total") ?? "")"
        }
        let reasons = [unfilled, promise, hold, rejected, alternative].compactMap(\.self)
        return parcels + reasons
    }

    private var proof: String {
        plan["proved"] == .bool(false)
            ? ", not proved: at least \(plan.word("lower_bound"))" : ""
    }

    private var unfilled: String? {
        let lines = plan.list("unfilled")
        return lines.isEmpty ? nil : "no parcel carries \(goods(in: lines))"
    }

    private var promise: String? {
        plan["promise_met"] == .bool(false) ? "the promised day is not kept" : nil
    }

    private var hold: String? {
        guard let hold = plan["explain"]?["hold"], case .object = hold else { return nil }
        let waits = hold["waits"].flatMap { Duration(text: $0.words)?.text } ?? hold.word("waits")
        return "waits \(waits), which saves \(hold.word("saves"))"
    }

    private var rejected: String? {
        let sites = plan["explain"]?.list("rejected") ?? []
        guard !sites.isEmpty else { return nil }
        let shown = sites.prefix(Self.mostSites).map { "\($0.word("site")) by \($0.word("by"))" }
        let more = sites.count > shown.count ? " and \(sites.count - shown.count) more" : ""
        return "rejected: \(shown.joined(separator: ", "))\(more)"
    }

    private var alternative: String? {
        guard let next = plan["explain"]?.list("alternatives").first else { return nil }
        let sites = next.list("parcels").map { $0.word("site") }
        let parcels = sites.isEmpty ? "no parcel" : sites.joined(separator: ", ")
        let why = next.word("why")
        // Where unfilled units have no price, leaving some out may cost less.
        let delta = next.word("delta")
        let difference = delta.hasPrefix("-") ? "\(delta.dropFirst()) less" : "\(delta) more"
        return "next best: \(parcels), \(difference)" + (why.isEmpty ? "" : ": \(why)")
    }

    private func goods(in lines: [JSON]) -> String {
        lines.map { "\($0.word("quantity")) × \($0.word("sku"))" }.joined(separator: ", ")
    }

    private static let mostSites = 8
}

extension JSON {
    fileprivate func list(_ name: String) -> [JSON] {
        if case .array(let items)? = self[name] { items } else { [] }
    }

    fileprivate func word(_ name: String) -> String { self[name]?.words ?? "" }

    /// A time to the minute, in UTC.
    fileprivate func minute(_ name: String) -> String {
        guard case .string(let text)? = self[name], let time = Timestamp(rfc3339: text) else {
            return word(name)
        }
        return String(time.dayAndTime.dropLast(3))
    }
}
