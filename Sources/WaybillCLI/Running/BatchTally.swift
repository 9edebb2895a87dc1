import CEL
import Foundation
import OrderedCollections
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// How the runs of a batch stand.
struct BatchTally {
    let total: Int
    /// Orders that were submitted before.
    var earlier = 0
    var refused = 0
    /// How many are over.
    private(set) var overCount = 0
    private let started = Clock.system.now()
    private var endings: OrderedDictionary<RunID, Ending> = [:]

    /// The status of a run, with the outcome of one that is completed.
    private struct Ending: Hashable {
        let status: RunStatus
        let outcome: String?
    }

    init(total: Int) { self.total = total }

    /// Notes a run that begins.
    mutating func begin(_ run: RunID) { endings[run] = Ending(status: .running, outcome: nil) }

    /// Notes how a run stands by its state.
    mutating func note(_ run: RunID, _ state: RunState) {
        var outcome: OutcomeName?
        if case .completed(let name, _) = state.end { outcome = name }
        note(run, Ending(status: state.status, outcome: outcome?.rawValue))
    }

    /// Notes how a run stands by its record.
    mutating func note(_ record: RunRecord) {
        note(record.id, Ending(status: record.status, outcome: record.outcome?.rawValue))
    }

    private mutating func note(_ run: RunID, _ ending: Ending) {
        if ending.status.isFinal, endings[run]?.status.isFinal != true { overCount += 1 }
        endings[run] = ending
    }

    /// The worst of all: something went wrong, something is left to do, or neither.
    var exitStatus: ExitStatus {
        if refused > 0 { return .invalid }
        let statuses = endings.values.map { ExitStatus($0.status) }
        if statuses.contains(.notCompleted) { return .notCompleted }
        return statuses.contains(.resting) ? .resting : .success
    }

    /// How many ended how, those that most did first.
    private var counts: [(ending: Ending, count: Int)] {
        var counts: OrderedDictionary<Ending, Int> = [:]
        for ending in endings.values { counts[ending, default: 0] += 1 }
        return counts.map { ($0.key, $0.value) }.sorted { $0.count > $1.count }
    }

    private var elapsed: Duration { Clock.system.now().duration(since: started) }

    /// For people.
    var text: String {
        let seconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let orders = total == 1 ? "1 order" : "\(total) orders"
        let pace = Self.pace(of: endings.count, in: seconds)
        var lines = ["\(orders) in \(seconds.formatted(fractionDigits: 1)) s, \(pace)"]
        for (ending, count) in counts {
            let name = ending.status.rawValue + (ending.outcome.map { ": \($0)" } ?? "")
            lines.append("  \(String(count).leftPadding(to: 6))  \(name)")
        }
        if earlier > 0 {
            lines.append("  \(earlier) of them \(earlier == 1 ? "was" : "were") submitted before")
        }
        if refused > 0 { lines.append("  \(String(refused).leftPadding(to: 6))  refused") }
        return lines.joined(separator: "\n")
    }

    /// How many that is a second, or a minute where that says more.
    private static func pace(of count: Int, in seconds: Double) -> String {
        let pace = seconds > 0 ? Double(count) / seconds : Double(count)
        if count > 0, pace < 1 { return "\((pace * 60).formatted(fractionDigits: 1)) a minute" }
        return "\(pace.formatted(fractionDigits: count > 0 && pace < 10 ? 1 : 0)) a second"
    }

    /// For programs.
    var json: JSON {
        let groups = counts.map { ending, count in
            JSON.object(
                [JSON.Member("status", .string(ending.status.rawValue))]
                    + (ending.outcome.map { [JSON.Member("outcome", .string($0))] } ?? [])
                    + [JSON.Member("count", .number(String(count)))]
            )
        }
        return .object([
            JSON.Member("orders", .number(String(total))),
            JSON.Member("submitted_before", .number(String(earlier))),
            JSON.Member("refused", .number(String(refused))),
            JSON.Member("runs", .array(groups)),
        ])
    }
}

extension String {
    /// The text with spaces before it, at least that long.
    func leftPadding(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

extension Double {
    /// The number with that many digits after the point.
    fileprivate func formatted(fractionDigits: Int) -> String {
        formatted(.number.precision(.fractionLength(fractionDigits)).grouping(.never))
    }
}
