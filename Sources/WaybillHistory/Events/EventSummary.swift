package import CEL
package import WaybillInterpreter
package import WaybillJournal
import WaybillModel

/// An event of a store as one line of a list.
package struct EventSummary: Sendable {
    /// What became of it.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// In the inbox, where a runner finds it.
        case pending
        case taken
        /// No run has taken it, and one that it may have been meant for could not, or a workflow that
        /// it should have started.
        case refused
        /// From outside, and no run has taken it yet.
        case early
        /// From outside, and too old to be taken by a run that asks for it only now.
        case orphan
        /// By a run, and no other has taken it: it may be meant for the outside.
        case published
    }

    package let event: CloudEvent
    package let state: State
    private let keptAt: Timestamp?
    /// The runs that took it, in the order they did.
    private let takers: [RunID]
    /// Why some run or workflow could not take it.
    private let refusal: String?

    /// An event that waits for a runner.
    package init(pending event: CloudEvent) {
        self.event = event
        state = .pending
        keptAt = nil
        takers = []
        refusal = nil
    }

    package init(_ kept: KeptEvent, takers: [RunID], asOf now: Timestamp) {
        event = kept.event
        keptAt = kept.keptAt
        self.takers = takers
        refusal = kept.refusal
        state =
            if !takers.isEmpty {
                .taken
            } else if kept.refusal != nil {
                .refused
            } else if kept.origin == .run {
                .published
            } else {
                kept.keptAt.advanced(by: CloudEvent.longestWait) > now ? .early : .orphan
            }
    }

    package var json: JSON {
        .record([
            ("state", .string(state.rawValue)),
            ("kept_at", keptAt.map(JSON.time)),
            ("taken_by", takers.isEmpty ? nil : .array(takers.map(JSON.text))),
            ("refusal", refusal.map(JSON.string)),
            ("event", event.structured),
        ])
    }

    /// The list for a terminal.
    package static func rendered(_ events: [EventSummary], colour: Bool) -> String {
        var table = Table(head: ["KEPT", "TYPE", "ID", "SOURCE", "SUBJECT", "STATE"])
        table.rows = events.map(\.cells)
        return table.rendered(colour: colour) + "\n"
    }

    private var cells: [Table.Cell] {
        [
            Table.Cell(keptAt?.dayAndTime ?? "-", .quiet),
            Table.Cell(event.type.rawValue.clipped(to: 40), .strong),
            Table.Cell(event.id.clipped(to: 60)),
            Table.Cell(event.source.clipped(to: 40)),
            Table.Cell(event.subject?.clipped(to: 30) ?? "-"),
            Table.Cell(words, state.ink),
        ]
    }

    private var words: String {
        switch state {
        case .pending: "pending: no process has run the store since"
        case .taken:
            "taken by " + takers.map { $0.rawValue.clipped(to: 60) }.joined(separator: ", ")
                + (reason.map { "; \($0)" } ?? "")
        case .refused: "refused: \(reason ?? "")"
        case .early: "early: may be taken until \(lastMoment)"
        case .orphan: "orphan: no run took it until \(lastMoment)"
        case .published: "published"
        }
    }

    private var reason: String? { refusal?.clipped(to: 200) }

    private var lastMoment: String {
        keptAt?.advanced(by: CloudEvent.longestWait).dayAndTime ?? "-"
    }
}

extension EventSummary.State {
    fileprivate var ink: Ink {
        switch self {
        case .taken: .good
        case .refused: .bad
        case .early, .pending: .active
        case .orphan: .attention
        case .published: .plain
        }
    }
}
