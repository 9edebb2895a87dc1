package import CEL
import Foundation
import WaybillModel

/// The plan of an `allocate`, in words. Times are in UTC, and say so.
package struct PlanWords {
    private let plan: JSON

    package init(_ plan: JSON) { self.plan = plan }

    /// What was decided, and what it costs: `split: BER, MUC; 12.40 in all`.
    package var summary: String {
        let sites = plan.list("parcels").map { $0.word("site") }
        let parcels = sites.isEmpty ? "" : ": \(sites.joined(separator: ", "))"
        return "\(plan.word("decision"))\(parcels); \(plan.money("total")) in all\(proof)"
    }

    /// Each parcel, then what speaks for the decision.
    package var details: [String] {
        let parcels = plan.list("parcels").map { parcel in
            "\(parcel.word("id")) from \(parcel.word("site")) by \(parcel.word("service")), "
                + "leaves \(parcel.minute("ship_at")) UTC, arrives by "
                + "\(parcel.minute("arrive_by")) UTC: \(parcel.goods("lines")); "
                + (parcel["cost"]?.money("total") ?? "")
        }
        let reasons = [nothing, unfilled, promise, hold, rejected, alternative]
        return parcels + reasons.compactMap(\.self)
    }

    private var proof: String {
        guard plan["proved"] == .bool(false) else { return "" }
        return plan.text("lower_bound").isEmpty
            ? ", not proved" : ", not proved: at least \(plan.money("lower_bound"))"
    }

    private var nothing: String? {
        plan.list("parcels").isEmpty && plan.list("unfilled").isEmpty
            ? "there is nothing to send" : nil
    }

    private var unfilled: String? {
        guard !plan.list("unfilled").isEmpty else { return nil }
        return "no parcel carries \(plan.goods("unfilled"))\(plan.reasonOfUnfilled)"
    }

    private var promise: String? {
        plan["promise_by"] != nil && plan["promise_met"] == .bool(false)
            ? "the promised day is not kept" : nil
    }

    private var hold: String? { plan.waiting.map { "waits \($0)" } }

    private var rejected: String? {
        let sites = plan["explain"]?.list("rejected") ?? []
        guard !sites.isEmpty else { return nil }
        let shown = sites.prefix(Self.mostSites).map { "\($0.word("site")) by \($0.word("by"))" }
        let more = sites.count > shown.count ? " and \(sites.count - shown.count) more" : ""
        return "rejected: \(shown.joined(separator: ", "))\(more)"
    }

    private var alternative: String? {
        guard let next = plan["explain"]?.list("alternatives").first else { return nil }
        let parcels = next.list("parcels").map { "\($0.word("site")) by \($0.word("service"))" }
        let sent = parcels.isEmpty ? "nothing is sent" : parcels.joined(separator: ", ")
        let why = next.text("why").clipped(to: 200)
        // Where unfilled units have no price, leaving some out may cost less.
        let delta = next.decimal("delta")
        let difference = delta < 0 ? "\((-delta).money) less" : "\(delta.money) more"
        return "next best: \(sent), \(difference)" + (why.isEmpty ? "" : ": \(why)")
    }

    private static let mostSites = 8
}
