import CEL
import HeapModule
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Which runs have a published event under way, and which wait until theirs is tried again. Of each
/// run one event is under way at a time, so that they arrive in order; runs do not wait for each
/// other, however many wait for a receiver that does not take their event.
struct DeliveryLanes {
    /// How many events are under way at a time.
    private static let mostUnderWay = 16
    /// How many of these are tried again while others were not tried yet.
    private static let mostAgain = 8
    private static let firstDelay = Duration.seconds(1)
    private static let longestDelay = Duration.seconds(60)

    private struct Wait {
        let failures: Int
        let until: Timestamp
    }

    private struct Retry: Comparable {
        let time: Timestamp
        let run: RunID

        static func < (left: Retry, right: Retry) -> Bool {
            (left.time, left.run) < (right.time, right.run)
        }
    }

    private var underWay: Set<RunID> = []
    private var waits: [RunID: Wait] = [:]
    /// One for each run that waits and is not under way, besides some that are no longer true.
    private var retries = Heap<Retry>()
    /// How many of those under way failed before.
    private var againCount = 0
    /// The runs whose first event was delivered, and that may have another.
    private var served: [RunID] = []
    /// The runs are gone through in the order of their ids, round and round.
    var last: RunID = ""
    /// Whether the outbox may have events of runs that neither are under way nor wait.
    var mayHaveMore = true

    var hasRoom: Bool { underWay.count < Self.mostUnderWay }

    /// Whether nothing can be sent before a receiver that failed is tried again.
    var isAtRest: Bool { underWay.isEmpty && served.isEmpty && !mayHaveMore }

    func isFree(_ run: RunID) -> Bool { !underWay.contains(run) && waits[run] == nil }

    mutating func begin(_ run: RunID) {
        underWay.insert(run)
        if waits[run] != nil { againCount += 1 }
    }

    mutating func succeed(_ run: RunID) {
        end(run)
        waits[run] = nil
        served.append(run)
    }

    /// The runs whose first event was delivered since this was last asked.
    mutating func takeServed() -> [RunID] {
        defer { served = [] }
        return served
    }

    /// Has a run wait no longer that has nothing to deliver any more.
    mutating func forget(_ run: RunID) { waits[run] = nil }

    /// Has a run wait for good.
    mutating func hold(_ run: RunID) { waits[run] = Wait(failures: 0, until: .latest) }

    /// Has a run wait after a delivery that failed, at least as long as the receiver asked for.
    mutating func fail(_ run: RunID, at now: Timestamp, atLeast: Duration?, jitter: Double) {
        end(run)
        let failures = (waits[run]?.failures ?? 0) + 1
        let delay = min(Self.longestDelay, Self.firstDelay * (1 << min(failures - 1, 16)))
        let wait = max(atLeast ?? .zero, delay * (0.5 + max(0, min(1, jitter)) / 2))
        let until = now.advanced(by: wait)
        waits[run] = Wait(failures: failures, until: until)
        retries.insert(Retry(time: until, run: run))
    }

    private mutating func end(_ run: RunID) {
        guard underWay.remove(run) != nil, waits[run] != nil else { return }
        againCount -= 1
    }

    /// The runs whose time to be tried again has come, the earliest first, as many as there is room
    /// for; they still count as waiting. The others are given when there is room.
    mutating func due(at now: Timestamp) -> [RunID] {
        var room = Self.mostUnderWay - underWay.count
        if mayHaveMore { room = min(room, Self.mostAgain - againCount) }
        var due: [RunID] = []
        while due.count < room, let first = retries.min, first.time <= now {
            retries.removeMin()
            guard waits[first.run]?.until == first.time else { continue }
            due.append(first.run)
        }
        return due
    }
}
