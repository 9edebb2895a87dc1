import CEL
import WaybillInterpreter
import WaybillModel

extension Timeline {
    /// The story for a terminal: when, how long since the start, where, and what happened. Text is
    /// wrapped to `width` columns.
    package func rendered(colour: Bool, width: Int = 100) -> String {
        let columns = Columns(
            offset: entries.flatMap { [$0.offset] + $0.lines.map(\.offset) }
                .map { "+\($0.brief)".columns }.max() ?? 0,
            step: entries.map { $0.step.columns }.max() ?? 0,
            width: width,
            colour: colour
        )
        var lines = [heading(colour)]
        var day = ""
        for entry in entries {
            if entry.time.day != day {
                day = entry.time.day
                lines += ["", Ink.strong.paint("\(day) UTC", colour: colour)]
            }
            lines += columns.lines(of: entry)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(_ colour: Bool) -> String {
        let key = key.map { ", key \($0.clipped(to: 60))" } ?? ""
        let name = Ink.strong.paint(run.rawValue.clipped(to: 80), colour: colour)
        let standing = status.ink.paint(status.rawValue, colour: colour)
        let ending = outcome.map { " (\($0))" } ?? ""
        let took = "\(status.isFinal ? "after" : "for") \(duration.brief)"
        return "\(name): \(standing)\(ending) \(took), workflow \(workflow)\(key)"
    }
}

/// How the columns of a timeline are set.
private struct Columns {
    let offset: Int
    let step: Int
    let width: Int
    let colour: Bool

    private static let timeWidth = 12
    private static let gap = "  "
    /// Of an entry, such as a call that was tried a thousand times; the first and the last are shown.
    private static let mostLines = 12

    func lines(of entry: TimelineEntry) -> [String] {
        let head = set(
            entry.time.timeOfDay,
            entry.offset,
            entry.step,
            entry.text,
            entry.ink,
            indent: 0
        )
        guard entry.lines.count > Self.mostLines else {
            return head + entry.lines.flatMap { lines(of: $0, in: entry) }
        }
        let edge = Self.mostLines / 2
        let left = entry.lines.count - 2 * edge
        let gap = String(repeating: " ", count: leftWidth + 2 * Self.gap.columns)
        return head + entry.lines.prefix(edge).flatMap { lines(of: $0, in: entry) }
            + [gap + Ink.quiet.paint("… \(left) more …", colour: colour)]
            + entry.lines.suffix(edge).flatMap { lines(of: $0, in: entry) }
    }

    /// A line of an entry; with its day where that is another.
    private func lines(of line: TimelineEntry.Line, in entry: TimelineEntry) -> [String] {
        let isSameDay = line.time.day == entry.time.day
        let when =
            isSameDay
            ? line.time.timeOfDay : "\(line.time.day.suffix(5)) \(line.time.timeOfDay.prefix(5))"
        return set(
            when.aligned(to: Self.timeWidth),
            line.offset,
            "",
            line.text,
            line.ink,
            indent: 2
        )
    }

    private var leftWidth: Int { Self.timeWidth + 2 * Self.gap.columns + offset + step }

    private func set(
        _ time: String,
        _ offset: Duration,
        _ step: String,
        _ text: String,
        _ ink: Ink,
        indent: Int
    ) -> [String] {
        let when = time + Self.gap + "+\(offset.brief)".aligned(to: self.offset)
        let left =
            Ink.quiet.paint(when, colour: colour) + Self.gap
            + Ink.strong.paint(step.padded(to: self.step), colour: colour)
        let room = max(30, width - leftWidth - 2 * Self.gap.columns - indent)
        let space = String(repeating: " ", count: indent)
        return text.wrapped(to: room).enumerated().map { index, line in
            let start = index == 0 ? left : String(repeating: " ", count: leftWidth)
            // What goes over to the next line stands a little to the right.
            let hanging = index == 0 ? space : space + Self.gap
            return start + Self.gap + hanging + ink.paint(line, colour: colour)
        }
    }
}

extension TimelineEntry {
    /// What stands in the column of steps.
    fileprivate var step: String { path.map { "\($0)" } ?? "" }

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

extension RunStatus {
    var ink: Ink {
        switch self {
        case .running, .waiting: .active
        case .compensating, .compensated, .cancelled: .attention
        case .parked, .failed: .bad
        case .completed: .good
        }
    }
}
