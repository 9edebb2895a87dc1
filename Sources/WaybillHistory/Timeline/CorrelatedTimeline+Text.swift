import CEL
import WaybillInterpreter
import WaybillModel

extension CorrelatedTimeline {
    /// The story for a terminal: first how each run stands, then what happened in all of them, each
    /// line with the run and the step it is of. Text is wrapped to `width` columns.
    package func rendered(colour: Bool, width: Int = 120) -> String {
        let names = runs.map { ($0.run, $0.run.rawValue.clipped(to: Self.longestName)) }
        let width = max(width, Self.leastWidth)
        let column = names.map(\.1.columns).max() ?? 0
        let rows = zip(runs, names).map { run, name in
            let name = name.1.padded(to: column)
            return TimelineRow.rows(
                of: run.entries.map {
                    (
                        $0, $0.toldAt, $0.toldSequence,
                        $0.step.isEmpty ? name : "\(name)  \($0.step)"
                    )
                }
            )[...]
        }
        let count = runs.count == 1 ? "1 run" : "\(runs.count) runs"
        let title = Ink.strong.paint(correlation.rawValue.clipped(to: 80), colour: colour)
        let lines =
            ["\(title): \(count)"] + runs.map { "  " + $0.heading(colour) }
            + TimelineColumns.lines(
                of: Self.merged(rows, by: \.rank),
                startedAt: runs.first?.startedAt ?? .earliest,
                width: width,
                colour: colour
            )
        return lines.joined(separator: "\n") + "\n"
    }

    private static let longestName = 40
    private static let leastWidth = 80
}

extension TimelineRow {
    /// What follows its entry is told with it.
    fileprivate var rank: CorrelatedTimeline.Rank {
        CorrelatedTimeline.Rank(
            time: time,
            turn: kind == .entry ? (waitsForOthers ? 1 : 0) : -1,
            effect: effect,
            cause: cause
        )
    }
}
