import CEL
import WaybillInterpreter
import WaybillModel

extension Subscription {
    /// What is waited for, in words: `waits for order.paid with order_id = "1001"`.
    var text: String {
        let names = types.map(\.rawValue).joined(separator: " or ")
        let fields = match.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        return "waits for \(names)" + (fields.isEmpty ? "" : " with \(fields)")
    }

    /// The type, or the types, as JSON tells them.
    var typeMember: JSON.Member {
        let names = types.map { JSON.string($0.rawValue) }
        if let only = names.first, names.count == 1 { return JSON.Member("event", only) }
        return JSON.Member("events", .array(names))
    }
}
