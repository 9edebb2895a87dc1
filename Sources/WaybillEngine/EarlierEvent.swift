package import WaybillInterpreter
package import WaybillJournal
import WaybillModel

/// An event that a store has already when one with the same source and id comes.
package struct EarlierEvent: Sendable {
    fileprivate let event: CloudEvent
    /// The runs that took it, in the order they did.
    package let takers: [RunID]

    /// Why one that comes with its source and id is refused: it says something else, and would never
    /// be taken. `nil` when it is the same event once more.
    package func refusal(of later: CloudEvent) -> String? {
        if event.type == later.type,
            event.data.withSortedMembers == later.data.withSortedMembers
        {
            return nil
        }
        let what = event.type == later.type ? "with other data" : "as \(event.type)"
        let fate = takers.isEmpty ? "" : ", and was \(taken)"
        return "event \(event.id) from \(event.source) came before \(what)\(fate)"
    }

    /// `taken by ship-1`
    package var taken: String {
        "taken by " + takers.map(\.rawValue).joined(separator: ", ")
    }
}

extension JournalReading {
    /// The event with that source and id that came before, `unwritten` or in the journal; `nil` when
    /// there is none, or it was refused: that one may be mended and sent again.
    package func earlier(
        than event: CloudEvent,
        unwritten: CloudEvent?
    ) throws(JournalError) -> EarlierEvent? {
        if let kept = try keptEvent(event.identity) {
            let takers = try runs(thatTook: event.identity)
            if kept.refusal != nil, takers.isEmpty { return nil }
            return EarlierEvent(event: kept.event, takers: takers)
        }
        return unwritten.map { EarlierEvent(event: $0, takers: []) }
    }
}
