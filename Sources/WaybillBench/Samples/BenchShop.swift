import CEL
import Synchronization
import WaybillEngine
import WaybillInterpreter
import WaybillJournal

/// An engine with the sample's handlers, and customers who wait for their orders.
struct BenchShop {
    let workflow: PinnedWorkflow
    let engine: Engine

    init(workflow: PinnedWorkflow, journal: any Journal) {
        self.workflow = workflow
        engine = Engine(EngineParts(journal: journal, handlers: SampleWorkflow.handlers))
    }

    /// Does work while the engine runs.
    func open<Result: Sendable>(
        _ work: @Sendable (BenchShop) async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { [engine] group in
            group.addTask { try await engine.run() }
            let result = try await work(self)
            engine.stop()
            try await group.waitForAll()
            return result
        }
    }

    @discardableResult
    func submit(_ order: JSON) async throws -> RunID {
        try await engine.submit(order, to: workflow).run
    }

    /// Has so many customers buy one order after the other, until all are done. Gives how long each
    /// order took.
    func sell(orders: Int, customers: Int, from first: Int) async throws -> [Duration] {
        let ends = Ends()
        let notices = engine.notices()
        let listener = Task {
            for await notice in notices where notice.state.end != nil { ends.note(notice.run) }
        }
        defer { listener.cancel() }
        return try await withThrowingTaskGroup(of: [Duration].self) { group in
            for customer in 0..<customers {
                group.addTask {
                    var times: [Duration] = []
                    for number in stride(from: customer, to: orders, by: customers) {
                        let start = ContinuousClock.now
                        let run = try await submit(try SampleWorkflow.order(first + number))
                        await ends.wait(for: run)
                        times.append(start.duration(to: .now))
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// Which runs have ended, and who waits for the end of which.
private final class Ends: Sendable {
    private enum Standing {
        case ended
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let standings = Mutex<[RunID: Standing]>([:])

    func note(_ run: RunID) {
        let waiting = standings.withLock { $0.updateValue(.ended, forKey: run) }
        if case .awaited(let continuation) = waiting { continuation.resume() }
    }

    func wait(for run: RunID) async {
        await withCheckedContinuation { continuation in
            let hasEnded = standings.withLock { standings in
                if case .ended = standings[run] { return true }
                standings[run] = .awaited(continuation)
                return false
            }
            if hasEnded { continuation.resume() }
        }
    }
}
