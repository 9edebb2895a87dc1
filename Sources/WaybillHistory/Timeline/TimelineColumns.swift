import CEL

/// How the columns of a timeline are set.
struct TimelineColumns {
    private let startedAt: Timestamp
    private let offset: Int
    private let place: Int
    private let width: Int
    private let colour: Bool

    private static let timeWidth = 12
    private static let gap = "  "
    private static let leastText = 30
    private static let shortestPlace = 12

    /// The lines of rows in the order of time, with a heading for each day. The column of offsets
    /// counts from `startedAt`.
    static func lines(
        of rows: [TimelineRow],
        startedAt: Timestamp,
        width: Int,
        colour: Bool
    ) -> [String] {
        let offset =
            rows.map { "+\($0.time.duration(since: startedAt).brief)".columns }.max() ?? 0
        let longest = rows.map { $0.place.columns }.max() ?? 0
        // Where the terminal is narrow, long places give way to what there is to say.
        let room = width - timeWidth - offset - 4 * gap.columns - leastText - 2
        let columns = TimelineColumns(
            startedAt: startedAt,
            offset: offset,
            place: min(longest, max(shortestPlace, room)),
            width: width,
            colour: colour
        )
        var lines: [String] = []
        var day = ""
        var place = ""
        for row in rows {
            if row.time.day != day {
                day = row.time.day
                place = ""
                lines += ["", Ink.strong.paint("\(day) UTC", colour: colour)]
            }
            lines += columns.lines(of: row, sayingPlace: row.kind == .entry || row.place != place)
            place = row.place
        }
        return lines
    }

    private func lines(of row: TimelineRow, sayingPlace: Bool) -> [String] {
        let place = sayingPlace ? row.place : ""
        let isEntry = row.kind == .entry
        let left = row.kind == .gap ? blank : left(of: row, place)
        let indent = isEntry ? "" : Self.gap
        let room = max(
            Self.leastText,
            width - leftWidth - 2 * Self.gap.columns - indent.columns
        )
        return row.text.wrapped(to: room).enumerated().map { index, line in
            // What goes over to the next line stands a little to the right.
            let start = index == 0 ? left + Self.gap : blank + Self.gap + Self.gap
            return start + indent + row.ink.paint(line, colour: colour)
        }
    }

    private var leftWidth: Int { Self.timeWidth + 2 * Self.gap.columns + offset + place }

    private var blank: String { String(repeating: " ", count: leftWidth) }

    private func left(of row: TimelineRow, _ place: String) -> String {
        let offset = "+\(row.time.duration(since: startedAt).brief)".aligned(to: self.offset)
        return Ink.quiet.paint(row.time.timeOfDay + Self.gap + offset, colour: colour) + Self.gap
            + Ink.strong.paint(place.fitted(to: self.place), colour: colour)
    }
}
