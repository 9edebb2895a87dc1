import CEL
import WaybillInterpreter

/// A row of a timeline for a terminal: an entry, or something that happened on its way.
struct TimelineRow {
    enum Kind {
        case entry
        case detail
        /// Stands for details that are left out.
        case gap
    }

    let kind: Kind
    /// When it is told.
    let time: Timestamp
    /// The place, in the run's journal, of the event that it tells.
    let sequence: Int
    /// What stands in the column of steps. A detail that follows its entry does not say it again.
    let place: String
    let text: String
    let ink: Ink
    /// Whether it waited for what other runs did.
    let waitsForOthers: Bool
    /// What it brings about, for other steps or runs, and what brought it about.
    var effect: TimelineEntry.Cause?
    var cause: TimelineEntry.Cause?
}

extension TimelineRow {
    /// Of an entry, such as a call that was tried a thousand times, the first and the last details are
    /// told.
    private static let mostDetails = 12

    /// The rows of entries of one run, each with the time and the place in the journal at which it is
    /// told, in that order.
    static func rows(
        of entries: some Sequence<
            (entry: TimelineEntry, time: Timestamp, sequence: Int, place: String)
        >
    ) -> [TimelineRow] {
        let rows = entries.flatMap { entry, time, sequence, place in
            [TimelineRow(entry, at: time, sequence, place)] + details(of: entry, place)
        }
        return rows.enumerated()
            .sorted {
                ($0.element.time, $0.element.sequence, $0.offset)
                    < ($1.element.time, $1.element.sequence, $1.offset)
            }
            .map(\.element)
    }

    private init(_ entry: TimelineEntry, at time: Timestamp, _ sequence: Int, _ place: String) {
        self.init(
            kind: .entry,
            time: time,
            sequence: sequence,
            place: place,
            text: entry.text,
            ink: entry.ink,
            waitsForOthers: entry.waitsForOthers,
            effect: entry.effect,
            cause: entry.cause
        )
    }

    private static func details(of entry: TimelineEntry, _ place: String) -> [TimelineRow] {
        func row(_ kind: Kind, _ line: TimelineEntry.Line, _ text: String, _ ink: Ink)
            -> TimelineRow
        {
            TimelineRow(
                kind: kind,
                time: line.time,
                sequence: line.sequence,
                place: place,
                text: text,
                ink: ink,
                waitsForOthers: false
            )
        }
        let rows = entry.lines.map { row(.detail, $0, $0.text, $0.ink) }
        let edge = mostDetails / 2
        guard rows.count > mostDetails, let first = entry.lines.dropFirst(edge).first else {
            return rows
        }
        let left = "… \(rows.count - 2 * edge) more …"
        return rows.prefix(edge) + [row(.gap, first, left, .quiet)] + rows.suffix(edge)
    }
}

extension TimelineEntry {
    /// The step it is of; empty for the run as a whole.
    var step: String { path.map { "\($0)" } ?? "" }

    fileprivate var ink: Ink {
        switch (kind, result) {
        case (_, .failed): .bad
        case (_, .caught), (.compensation, _), (.undo, _), (.operator, _): .attention
        case (_, .succeeded): .good
        case (_, .ongoing): .active
        case (.skip, _): .quiet
        case (_, .noted): .plain
        }
    }
}

extension TimelineEntry.Line {
    fileprivate var ink: Ink {
        switch kind {
        case .attemptSucceeded: .good
        case .attemptFailed: .bad
        case .interrupted, .resent, .caught: .attention
        case .data: .quiet
        }
    }
}
