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
        entries = Self.merged(runs.map(Self.told)) { entry in
            Rank(time: entry.time, turn: entry.entry.waitsForOthers ? 1 : 0)
        }
    }

    /// The entries of a run in the order they are told.
    private static func told(_ run: Timeline) -> ArraySlice<Entry> {
        let entries = run.entries.enumerated().sorted {
            ($0.element.toldAt, $0.offset) < ($1.element.toldAt, $1.offset)
        }
        return entries.map { Entry(run: run.run, entry: $0.element, time: $0.element.toldAt) }[...]
    }

    /// What is told of all runs; that of each run stays in its order.
    static func merged<Item>(
        _ runs: [ArraySlice<Item>],
        by rank: (Item) -> Rank
    ) -> [Item] {
        var left = runs
        var told: [Item] = []
        // Of those that are alike the run that started first is first.
        while let next = left.indices.filter({ !left[$0].isEmpty })
            .min(by: { left[$0].first.map(rank) ?? .last < left[$1].first.map(rank) ?? .last })
        {
            told.append(left[next].removeFirst())
        }
        return told
    }

    /// Which of several runs goes on first with its story: the least.
    struct Rank: Comparable {
        let time: Timestamp
        /// At one time, the least first.
        let turn: Int

        static let last = Rank(time: .latest, turn: .max)

        static func < (left: Rank, right: Rank) -> Bool {
            (left.time, left.turn) < (right.time, right.turn)
        }
    }
}
