package import CEL
import Foundation
import WaybillDiagnostics
import WaybillModel

/// What is read of a plan, or of what it was decided about.
extension JSON {
    /// The elements of a member; none when it is no list.
    package func list(_ name: String) -> [JSON] {
        if case .array(let elements)? = self[name] { elements } else { [] }
    }

    /// A member's text, or its number; empty when it is neither.
    package func text(_ name: String) -> String {
        switch self[name] {
        case .string(let text)?, .number(let text)?: text
        default: ""
        }
    }

    /// The same as people are shown it: on one line, without anything that a terminal would obey.
    func word(_ name: String) -> String { text(name).clipped(to: 80) }

    /// A member's number; zero when it is none.
    func decimal(_ name: String) -> Decimal { Decimal(string: text(name)) ?? 0 }

    /// An amount, as all amounts of plans are shown.
    package func money(_ name: String) -> String { decimal(name).money }

    /// A time to the minute, in UTC.
    func minute(_ name: String) -> String {
        guard let time = Timestamp(rfc3339: text(name)) else { return word(name) }
        return String(time.dayAndTime.dropLast(3))
    }

    /// Lines of an order: `4 × TEA, 1 × KETTLE`.
    func goods(_ name: String) -> String {
        list(name).map { "\($0.word("quantity")) × \($0.word("sku"))" }.joined(separator: ", ")
    }

    /// Why units are left out, where that is known: `; the policy allows 1 parcel`.
    var reasonOfUnfilled: String {
        ["limit", "dearer"].compactMap { self["explain"]?.word($0) }.filter { !$0.isEmpty }
            .map { "; \($0)" }.joined()
    }

    /// What waiting costs, of a plan that waits, and what else speaks for it: `2d, which saves 5.00`.
    var waiting: String? {
        guard let hold = self["explain"]?["hold"], case .object = hold else { return nil }
        let waits = Duration(text: hold.text("waits"))?.text ?? hold.word("waits")
        let saves = hold.decimal("saves")
        let cost =
            saves == 0
            ? ""
            : saves < 0 ? ", which costs \((-saves).money) more" : ", which saves \(saves.money)"
        let why = hold.word("why")
        return waits + cost + (why.isEmpty ? "" : ": \(why)")
    }
}
