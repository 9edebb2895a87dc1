import CEL
import WaybillInterpreter
import WaybillModel

/// An entry as a row of a timeline for a terminal.
struct TimelineRow {
    let entry: TimelineEntry
    /// When it is told.
    let time: Timestamp
    /// What stands in the column of steps.
    let place: String
    /// When the clock of the column of offsets began.
    let startedAt: Timestamp
}

/// How the columns of a timeline are set.
struct TimelineColumns {
    private let offset: Int
    private let place: Int
    private let width: Int
    private let colour: Bool

    private static let timeWidth = 12
    private static let gap = "  "
    private static let leastText = 30
    private static let shortestPlace = 12
    /// Of an entry, such as a call that was tried a thousand times; the first and the last are shown.
    private static let mostLines = 12

    /// The lines of all rows, with a heading for each day.
    static func lines(of rows: [TimelineRow], width: Int, colour: Bool) -> [String] {
        let offset =
            rows.flatMap { row in
                ([row.time] + row.entry.lines.map(\.time)).map(row.offset(at:))
            }
            .map { "+\($0.brief)".columns }.max() ?? 0
        let longest = rows.map { $0.place.columns }.max() ?? 0
        // Where the terminal is narrow, long places give way to what there is to say.
        let room = width - timeWidth - offset - 4 * gap.columns - leastText - 2
        let columns = TimelineColumns(
            offset: offset,
            place: min(longest, max(shortestPlace, room)),
            width: width,
            colour: colour
        )
        var lines: [String] = []
        var day = ""
        for row in rows {
            if row.time.day != day {
                day = row.time.day
                lines += ["", Ink.strong.paint("\(day) UTC", colour: colour)]
            }
            lines += columns.lines(of: row)
        }
        return lines
    }

    private func lines(of row: TimelineRow) -> [String] {
        let entry = row.entry
        let head = set(
            row.time.timeOfDay,
            row.offset(at: row.time),
            row.place,
            entry.text,
            entry.ink,
            indent: 0
        )
        guard entry.lines.count > Self.mostLines else {
            return head + entry.lines.flatMap { lines(of: $0, in: row) }
        }
        let edge = Self.mostLines / 2
        let left = entry.lines.count - 2 * edge
        let gap = String(repeating: " ", count: leftWidth + 2 * Self.gap.columns)
        return head + entry.lines.prefix(edge).flatMap { lines(of: $0, in: row) }
            + [gap + Ink.quiet.paint("… \(left) more …", colour: colour)]
            + entry.lines.suffix(edge).flatMap { lines(of: $0, in: row) }
    }

    /// A line of an entry; with its day where that is another.
    private func lines(of line: TimelineEntry.Line, in row: TimelineRow) -> [String] {
        let isSameDay = line.time.day == row.time.day
        let when =
            isSameDay
            ? line.time.timeOfDay : "\(line.time.day.suffix(5)) \(line.time.timeOfDay.prefix(5))"
        return set(
            when.aligned(to: Self.timeWidth),
            row.offset(at: line.time),
            "",
            line.text,
            line.ink,
            indent: 2
        )
    }

    private var leftWidth: Int { Self.timeWidth + 2 * Self.gap.columns + offset + place }

    private func set(
        _ time: String,
        _ offset: Duration,
        _ place: String,
        _ text: String,
        _ ink: Ink,
        indent: Int
    ) -> [String] {
        let when = time + Self.gap + "+\(offset.brief)".aligned(to: self.offset)
        let left =
            Ink.quiet.paint(when, colour: colour) + Self.gap
            + Ink.strong.paint(place.fitted(to: self.place), colour: colour)
        let room = max(Self.leastText, width - leftWidth - 2 * Self.gap.columns - indent)
        let space = String(repeating: " ", count: indent)
        return text.wrapped(to: room).enumerated().map { index, line in
            let start = index == 0 ? left : String(repeating: " ", count: leftWidth)
            // What goes over to the next line stands a little to the right.
            let hanging = index == 0 ? space : space + Self.gap
            return start + Self.gap + hanging + ink.paint(line, colour: colour)
        }
    }
}

extension TimelineRow {
    /// How long after the start a time is.
    fileprivate func offset(at time: Timestamp) -> Duration { time.duration(since: startedAt) }
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
