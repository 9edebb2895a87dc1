import CEL
import HeapModule
import WaybillInterpreter

/// When each run is next due. Entries are never removed: one that is no longer true is found out
/// when its time comes.
struct DueTimes {
    private struct Entry: Comparable {
        let time: Timestamp
        let run: RunID

        static func < (left: Entry, right: Entry) -> Bool {
            (left.time, left.run) < (right.time, right.run)
        }
    }

    private var heap = Heap<Entry>()
    private var known: [RunID: Timestamp] = [:]

    /// The earliest time that may be due.
    var first: Timestamp? { heap.min?.time }

    /// Notes when a run is next due; `nil` for not at all.
    mutating func set(_ time: Timestamp?, for run: RunID) {
        guard known[run] != time else { return }
        known[run] = time
        if let time { heap.insert(Entry(time: time, run: run)) }
        // Entries that are no longer true must not outgrow those that are.
        if heap.count > 2 * known.count + 64 {
            heap = Heap(known.map { Entry(time: $0.value, run: $0.key) })
        }
    }

    /// The runs that are due by now, by time and then by name.
    mutating func take(until now: Timestamp) -> [RunID] {
        var runs: [RunID] = []
        while let entry = heap.min, entry.time <= now {
            heap.removeMin()
            guard known[entry.run] == entry.time else { continue }
            known[entry.run] = nil
            runs.append(entry.run)
        }
        return runs
    }
}
