import CEL
import ProcessSupport
import Synchronization
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A store that outlives the engines that run it, one after the other.
struct Bench {
    var journal: any Journal = InMemoryJournal()
    var hands = Hands()
    var handlers: HandlerRegistry?
    var clock = Clock.system
    var events: (any EventSink)?
    var passOver: @Sendable (RunID, JournalError) -> Void = { _, _ in }

    /// Runs an engine for as long as the body takes; what it throws, or the engine, is thrown.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable (Engine) async throws -> Result
    ) async throws -> Result {
        let engine = Engine(
            EngineParts(
                journal: journal,
                handlers: handlers ?? hands.registry,
                clock: clock,
                events: events,
                passOver: passOver
            )
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let result = try await body(engine)
            engine.stop()
            try await group.waitForAll()
            return result
        }
    }

    /// Submits an order and waits for the end of its run.
    func end(
        of order: String,
        in workflow: PinnedWorkflow
    ) async throws -> RunEnd? {
        try await run { engine in
            let run = try await engine.submit(Sample.order(order), to: workflow).run
            return try await state(of: run) { $0.end != nil }.end
        }
    }

    /// Waits until a run's state, as the journal has it, is so.
    func state(
        of run: RunID,
        where condition: (RunState) -> Bool = { _ in true }
    ) async throws -> RunState {
        var last: RunState?
        let isSo = try await eventually {
            last = try journalled(run)
            return last.map(condition) ?? false
        }
        let state = try #require(last)
        #expect(isSo, "\(run) is \(state.status) after \(state.sequence) events")
        return state
    }

    /// The events from outside that no run has taken, in the order they came.
    var orphans: [CloudEvent] {
        get throws {
            try journal.keptEvents(matching: .untaken, limit: 10_000).reversed().map(\.event)
        }
    }

    /// The events of a run, as the journal has them.
    func events(of run: RunID) throws -> [Event] {
        try journal.events(of: run, after: 0).map(\.event)
    }

    private func journalled(_ run: RunID) throws -> RunState? {
        guard let record = try journal.run(run),
            let definition = try journal.definition(record.digest)
        else { return nil }
        return RunState(
            id: run,
            workflow: try StoredWorkflow.load(definition, of: record),
            events: try journal.events(of: run, after: 0)
        )
    }
}

/// A clock that a test moves by hand.
final class HandClock: Sendable {
    private let time = Mutex(Clock.system.now())

    var clock: Clock { Clock { self.time.withLock { $0 } } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0.advanced(by: duration) }
    }
}

extension RunEnd {
    /// The code of the error that a run ended with.
    var errorCode: ErrorCode? {
        switch self {
        case .compensated(let error), .failed(let error, _): error.code
        case .completed, .cancelled: nil
        }
    }
}
