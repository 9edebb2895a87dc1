package import CEL
package import WaybillInterpreter
package import WaybillJournal
import WaybillModel

/// A kept event as one line of a list.
package struct EventSummary: Sendable {
    /// What became of it.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case taken
        /// From outside, and no run has taken it yet.
        case early
        /// From outside, and too old to be taken by a run that asks for it only now.
        case orphan
        /// By a run, and no other has taken it: it may be meant for the outside.
        case published
    }

    package let kept: KeptEvent
    /// The runs that took it, in the order they did.
    package let takers: [RunID]
    package let state: State

    package init(_ kept: KeptEvent, takers: [RunID], asOf now: Timestamp) {
        self.kept = kept
        self.takers = takers
        state =
            if !takers.isEmpty {
                .taken
            } else if kept.origin == .run {
                .published
            } else {
                kept.keptAt.advanced(by: CloudEvent.longestWait) > now ? .early : .orphan
            }
    }

    package var json: JSON {
        .record([
            ("state", .string(state.rawValue)),
            ("kept_at", .time(kept.keptAt)),
            ("taken_by", takers.isEmpty ? nil : .array(takers.map(JSON.text))),
            ("event", kept.event.structured),
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
            Table.Cell(kept.keptAt.dayAndTime, .quiet),
            Table.Cell(kept.event.type.rawValue.clipped(to: 40), .strong),
            Table.Cell(kept.event.id.clipped(to: 60)),
            Table.Cell(kept.event.source.clipped(to: 40)),
            Table.Cell(kept.event.subject?.clipped(to: 30) ?? "-"),
            Table.Cell(words, state.ink),
        ]
    }

    private var words: String {
        switch state {
        case .taken:
            "taken by " + takers.map { $0.rawValue.clipped(to: 60) }.joined(separator: ", ")
        case .early: "early: may be taken until \(lastMoment.dayAndTime)"
        case .orphan: "orphan: no run took it until \(lastMoment.dayAndTime)"
        case .published: "published"
        }
    }

    private var lastMoment: Timestamp { kept.keptAt.advanced(by: CloudEvent.longestWait) }
}

extension EventSummary.State {
    fileprivate var ink: Ink {
        switch self {
        case .taken: .good
        case .early: .active
        case .orphan: .attention
        case .published: .plain
        }
    }
}
