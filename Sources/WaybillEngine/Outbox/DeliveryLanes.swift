import CEL
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Which runs have a published event under way, and which wait until theirs is tried again. Of each
/// run one event is under way at a time, so that they arrive in order; runs do not wait for each
/// other.
struct DeliveryLanes {
    /// How many events are under way at a time.
    private static let mostUnderWay = 16
    /// How many runs wait at a time; at this many the receiver is down, and no other run is begun.
    private static let mostWaiting = 1_000
    private static let firstDelay = Duration.seconds(1)
    private static let longestDelay = Duration.seconds(60)

    private struct Wait {
        let failures: Int
        let until: Timestamp
    }

    private var underWay: Set<RunID> = []
    private var waits: [RunID: Wait] = [:]
    private var nextRetry: Timestamp?
    /// The runs are gone through in the order of their ids, round and round.
    var last: RunID = ""
    /// Whether the outbox may have events of runs that neither are under way nor wait.
    var mayHaveMore = true

    var hasRoom: Bool {
        underWay.count < Self.mostUnderWay && waits.count < Self.mostWaiting
    }

    /// Whether nothing can be sent before a receiver that failed is tried again.
    var isAtRest: Bool { underWay.isEmpty && !mayHaveMore }

    func isFree(_ run: RunID) -> Bool { !underWay.contains(run) && waits[run] == nil }

    mutating func begin(_ run: RunID) { underWay.insert(run) }

    mutating func succeed(_ run: RunID) {
        underWay.remove(run)
        waits[run] = nil
        mayHaveMore = true
    }

    /// Has a run wait no longer that has nothing to deliver any more.
    mutating func forget(_ run: RunID) { waits[run] = nil }

    /// Has a run wait after a delivery that failed, at least as long as the receiver asked for.
    mutating func fail(_ run: RunID, at now: Timestamp, atLeast: Duration?, jitter: Double) {
        underWay.remove(run)
        let failures = (waits[run]?.failures ?? 0) + 1
        let delay = min(Self.longestDelay, Self.firstDelay * (1 << min(failures - 1, 16)))
        let wait = max(atLeast ?? .zero, delay * (0.5 + max(0, min(1, jitter)) / 2))
        let until = now.advanced(by: wait)
        waits[run] = Wait(failures: failures, until: until)
        nextRetry = nextRetry.map { min($0, until) } ?? until
    }

    /// The runs whose time to be tried again has come, as many as there is room for; they still count
    /// as waiting. The others are given when there is room.
    mutating func due(at now: Timestamp) -> [RunID] {
        guard let nextRetry, nextRetry <= now else { return [] }
        let waiting = waits.filter { !underWay.contains($0.key) }
            .map { (until: $0.value.until, run: $0.key) }
            .sorted { ($0.until, $0.run) < ($1.until, $1.run) }
        let due = waiting.prefix { $0.until <= now }
            .prefix(max(0, Self.mostUnderWay - underWay.count))
        self.nextRetry = waiting.dropFirst(due.count).first?.until
        return due.map(\.run)
    }
}
