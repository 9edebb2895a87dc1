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
    /// By the time they are told. At one time, what brings another about comes before that, and what
    /// waited for others after what they did; else the run that started first is first.
    package let entries: [Entry]

    /// The story of runs in the order they started.
    package init(of correlation: CorrelationID, _ runs: [Timeline]) {
        self.correlation = correlation
        self.runs = runs
        entries = Self.merged(runs.map(Self.told)) { entry in
            Rank(
                time: entry.time,
                turn: entry.entry.waitsForOthers ? 1 : 0,
                effect: entry.entry.effect,
                cause: entry.entry.cause
            )
        }
    }

    /// The entries of a run in the order they are told.
    private static func told(_ run: Timeline) -> ArraySlice<Entry> {
        let entries = run.entries.enumerated().sorted {
            ($0.element.toldAt, $0.element.toldSequence, $0.offset)
                < ($1.element.toldAt, $1.element.toldSequence, $1.offset)
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
        var untold = Set(runs.joined().compactMap { rank($0).effect })
        while let next = nextRun(of: left.map { $0.first.map(rank) }, untold) {
            let item = left[next].removeFirst()
            if let effect = rank(item).effect { untold.remove(effect) }
            told.append(item)
        }
        return told
    }

    /// Which run goes on with its story: that with the least rank, unless what brought its next entry
    /// about is still to be told. Of those that are alike it is the run that started first.
    private static func nextRun(of heads: [Rank?], _ untold: Set<TimelineEntry.Cause>) -> Int? {
        let heads = heads.enumerated().compactMap { run, rank in rank.map { (run: run, rank: $0) } }
        let ready = heads.filter { $0.rank.cause.map(untold.contains) != true }
        return (ready.isEmpty ? heads : ready).min { $0.rank < $1.rank }?.run
    }

    /// Which of several runs goes on first with its story: the least.
    struct Rank {
        let time: Timestamp
        /// At one time, the least first.
        let turn: Int
        /// What is brought about by what is told, and what brought it about.
        var effect: TimelineEntry.Cause?
        var cause: TimelineEntry.Cause?

        static func < (left: Rank, right: Rank) -> Bool {
            (left.time, left.turn) < (right.time, right.turn)
        }
    }
}
