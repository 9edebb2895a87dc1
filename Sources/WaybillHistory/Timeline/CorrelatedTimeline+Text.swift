import WaybillInterpreter
import WaybillModel

extension CorrelatedTimeline {
    /// The story for a terminal: first how each run stands, then what happened in all of them, each
    /// line with the run and the step it is of. Text is wrapped to `width` columns.
    package func rendered(colour: Bool, width: Int = 120) -> String {
        let names = runs.map { ($0.run, $0.run.rawValue.clipped(to: Self.longestName)) }
        let width = max(width, Self.leastWidth)
        let column = names.map(\.1.columns).max() ?? 0
        let known = Dictionary(names, uniquingKeysWith: { first, _ in first })
        let rows = entries.map { entry in
            let name = (known[entry.run] ?? "").padded(to: column)
            return TimelineRow(
                entry: entry.entry,
                time: entry.time,
                place: entry.entry.step.isEmpty ? name : "\(name)  \(entry.entry.step)",
                startedAt: runs.first?.startedAt ?? entry.entry.time
            )
        }
        let count = runs.count == 1 ? "1 run" : "\(runs.count) runs"
        let title = Ink.strong.paint(correlation.rawValue.clipped(to: 80), colour: colour)
        let lines =
            ["\(title): \(count)"] + runs.map { "  " + $0.heading(colour) }
            + TimelineColumns.lines(of: rows, width: width, colour: colour)
        return lines.joined(separator: "\n") + "\n"
    }

    private static let longestName = 40
    private static let leastWidth = 80
}
