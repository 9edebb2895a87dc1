import CEL
package import WaybillInterpreter
import WaybillModel

/// The story of all runs of one order, in one.
package struct CorrelatedTimeline: Sendable {
    /// An entry, with the run it is of.
    package struct Entry: Sendable {
        package let run: RunID
        package let entry: TimelineEntry
        /// Since the first run started.
        package let offset: Duration
    }

    package let correlation: CorrelationID
    /// In the order they started.
    package let runs: [Timeline]
    /// By time; of two runs at the same time, that of the run that started first.
    package let entries: [Entry]

    /// The story of runs in the order they started.
    package init(of correlation: CorrelationID, _ runs: [Timeline]) {
        self.correlation = correlation
        self.runs = runs
        let start = runs.first?.startedAt ?? .earliest
        let all = runs.enumerated().flatMap { number, run in
            run.entries.enumerated().map { place, entry in
                (
                    key: (entry.time, number, place),
                    entry: Entry(
                        run: run.run,
                        entry: entry,
                        offset: entry.time.duration(since: start)
                    )
                )
            }
        }
        entries = all.sorted { $0.key < $1.key }.map(\.entry)
    }
}
