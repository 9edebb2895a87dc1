import ArgumentParser
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// How many events the journal makes durable.
struct JournalSubject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Durable appends, beside bare SQLite and the bare disk."
    )

    @OptionGroup var effort: Effort

    func run() async throws {
        Report.title("journal: durable appends, one commit a turn")
        let sample = try await SampleRun()
        for runs in [1, 256] {
            let figures = try await JournalFigures(sample, runsPerTurn: runs, effort)
            Report.rate(
                "SQLiteJournal, \(runs) \(runs == 1 ? "run" : "runs") a turn",
                figures.journal,
                "events/s",
                beside: [
                    ("SQLite's own interface, same rows", figures.rawSQLite),
                    ("write and fdatasync, same bytes", figures.bareDisk),
                ]
            )
        }
    }
}

/// Events made durable in a second, each way.
struct JournalFigures {
    let journal: Double
    let rawSQLite: Double
    let bareDisk: Double

    init(_ sample: SampleRun, runsPerTurn: Int, _ effort: Effort) async throws {
        let perTurn = sample.events.count * runsPerTurn / sample.turns.count
        journal = try await Scratch.with(in: effort.folder) { scratch in
            let journal = try scratch.journal()
            var turns = SampleTurns(sample, runsPerTurn: runsPerTurn)
            return try Stopwatch.rate(seconds: effort.seconds) {
                let turn = turns.next()
                try journal.commit(turn)
                return turn.eventCount
            }
        }
        rawSQLite = try await Scratch.with(in: effort.folder) { scratch in
            _ = try scratch.journal()
            let store = try RawStore(scratch.store)
            var turns = SampleTurns(sample, runsPerTurn: runsPerTurn)
            var busy = Duration.zero
            var count = 0
            while busy.seconds < effort.seconds {
                let rows = turns.next().rawRows
                busy += try ContinuousClock().measure {
                    try store.commit(events: rows.events, runs: rows.runs)
                }
                count += rows.events.count
            }
            return Double(count) / busy.seconds
        }
        bareDisk = try await Scratch.with(in: effort.folder) { scratch in
            let file = try BareFile(scratch.path("bare"))
            var turns = SampleTurns(sample, runsPerTurn: runsPerTurn)
            let sizes = (0..<sample.turns.count).map { _ in turns.next().byteCount }
            return try Stopwatch.rate(seconds: effort.seconds) {
                for size in sizes { try file.append(bytes: size) }
                return perTurn * sizes.count
            }
        }
    }
}

/// The turns of many runs of the sample, a number of them side by side.
private struct SampleTurns {
    private let sample: SampleRun
    private let runsPerTurn: Int
    private var number = 0

    init(_ sample: SampleRun, runsPerTurn: Int) {
        self.sample = sample
        self.runsPerTurn = runsPerTurn
    }

    mutating func next() -> Turn {
        defer { number += 1 }
        let (batch, turn) = number.quotientAndRemainder(dividingBy: sample.turns.count)
        let runs = (0..<runsPerTurn).map { RunID("sell-\(batch * runsPerTurn + $0)") }
        return sample.commit(turn: turn, of: runs)
    }
}

extension Turn {
    fileprivate var eventCount: Int { events.reduce(0) { $0 + $1.events.count } }
}
