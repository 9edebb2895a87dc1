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
        event.conflict(with: later).map { takers.isEmpty ? $0 : "\($0), and was \(taken)" }
    }

    /// `taken by ship-1`
    package var taken: String {
        "taken by " + takers.map(\.rawValue).joined(separator: ", ")
    }
}

extension JournalReading {
    /// The event with that source and id that came before, `unwritten` or in the journal; `nil` when
    /// there is none, or it was refused: that one may be mended and sent again. The one that is not
    /// written yet comes first: it may be what a refused one was mended to. `isTaken` says that a run
    /// takes the event, which is not written yet either.
    package func earlier(
        than event: CloudEvent,
        unwritten: CloudEvent?,
        isTaken: Bool = false
    ) throws(JournalError) -> EarlierEvent? {
        let kept = try unwritten == nil ? keptEvent(event.identity) : nil
        guard let earlier = unwritten ?? kept?.event else { return nil }
        let takers = try runs(thatTook: event.identity)
        if kept?.refusal != nil, takers.isEmpty, !isTaken { return nil }
        return EarlierEvent(event: earlier, takers: takers)
    }
}
