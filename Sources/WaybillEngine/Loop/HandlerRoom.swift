import DequeModule
import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// How many attempts each handler has out, and which runs wait for a place. The clock of an attempt
/// starts when it is sent, so an attempt that has no place yet is not begun.
struct HandlerRoom {
    private let limit: @Sendable (HandlerName) -> Int
    private var out: [HandlerName: Int] = [:]
    private var queues: [HandlerName: Queue] = [:]
    /// Handlers that places were given back to, and that runs may be let in to.
    private var freed: OrderedSet<HandlerName> = []

    /// Runs, each once, the first to come first.
    private struct Queue {
        private var runs: Deque<RunID> = []
        private var known: Set<RunID> = []

        mutating func append(_ run: RunID) {
            if known.insert(run).inserted { runs.append(run) }
        }

        mutating func popFirst() -> RunID? {
            guard let run = runs.popFirst() else { return nil }
            known.remove(run)
            return run
        }
    }

    init(limit: @escaping @Sendable (HandlerName) -> Int) { self.limit = limit }

    /// Takes a place, if there is one.
    mutating func take(_ handler: HandlerName) -> Bool {
        guard out[handler, default: 0] < limit(handler) else { return false }
        out[handler, default: 0] += 1
        return true
    }

    /// Has a run wait for a place; it is named by ``next()``.
    mutating func queue(_ run: RunID, for handler: HandlerName) {
        queues[handler, default: Queue()].append(run)
    }

    /// Gives a place back.
    mutating func giveBack(_ handler: HandlerName) {
        out[handler] = max(0, out[handler, default: 0] - 1)
        freed.append(handler)
    }

    /// The run that has waited longest for a place that is free by now, if it still wants it.
    mutating func next() -> RunID? {
        while let handler = freed.first {
            if out[handler, default: 0] < limit(handler), let run = queues[handler]?.popFirst() {
                return run
            }
            freed.removeFirst()
        }
        return nil
    }
}
