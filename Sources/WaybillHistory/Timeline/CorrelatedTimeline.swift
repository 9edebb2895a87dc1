package import CEL
package import WaybillInterpreter
import WaybillModel

/// The story of all runs of one order, in one.
package struct CorrelatedTimeline: Sendable {
    /// An entry, with the run it is of.
    package struct Entry: Sendable {
        package let run: RunID
        package let entry: TimelineEntry
        /// When it is told; of what waited for others, when that was over.
        package let time: Timestamp
    }

    package let correlation: CorrelationID
    /// In the order they started.
    package let runs: [Timeline]
    /// By the time they are told. At one time, what waited for others comes after what they did; else
    /// the run that started first is first.
    package let entries: [Entry]

    /// The story of runs in the order they started.
    package init(of correlation: CorrelationID, _ runs: [Timeline]) {
        self.correlation = correlation
        self.runs = runs
        entries = Self.merged(runs.map(Self.told))
    }

    /// The entries of a run in the order they are told.
    private static func told(_ run: Timeline) -> ArraySlice<Entry> {
        let entries = run.entries.enumerated().sorted {
            ($0.element.toldAt, $0.offset) < ($1.element.toldAt, $1.offset)
        }
        return entries.map { Entry(run: run.run, entry: $0.element, time: $0.element.toldAt) }[...]
    }

    /// The entries of all runs; those of each stay in their order.
    private static func merged(_ runs: [ArraySlice<Entry>]) -> [Entry] {
        var left = runs
        var entries: [Entry] = []
        while let next = left.indices.filter({ !left[$0].isEmpty }).min(by: { one, other in
            rank(of: left[one], one) < rank(of: left[other], other)
        }) {
            entries.append(left[next].removeFirst())
        }
        return entries
    }

    /// Which of several runs goes on first with its story: the least.
    private static func rank(
        of entries: ArraySlice<Entry>,
        _ number: Int
    ) -> (Timestamp, Int, Int) {
        guard let first = entries.first else { return (.latest, 1, number) }
        return (first.time, first.entry.waitsForOthers ? 1 : 0, number)
    }
}
