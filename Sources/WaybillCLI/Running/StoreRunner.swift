import CEL
import Synchronization
import UnixSignals
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal

/// Runs a store for as long as a command lasts.
struct StoreRunner {
    let engine: Engine
    let journal: any Journal
    /// The runs that are left as they are.
    let passedOver: PassedOverRuns
    private let options: RunnerOptions
    private let lease: StoreLease

    /// Takes the store; throws, naming the holder, when another process has it.
    init(
        _ options: RunnerOptions,
        command: String,
        handlers: HandlerRegistry
    ) throws(JournalError) {
        lease = try StoreLease(
            store: options.store.store,
            holder: .thisProcess(command: "waybill \(command)", since: Clock.system.now())
        )
        journal = try SQLiteJournal(lease)
        self.options = options
        passedOver = PassedOverRuns(format: options.output.format)
        engine = Engine(
            EngineParts(
                journal: journal,
                handlers: handlers,
                events: options.events?.sink,
                passOver: { [passedOver] in passedOver.note($0, $1) }
            )
        )
    }

    /// Runs the engine while the work lasts, then stops it. Ctrl-C and a polite kill stop it too,
    /// between two turns: nothing is lost by it.
    func run(_ work: () async throws -> ExitStatus) async throws -> ExitStatus {
        let interruption = Interruption()
        defer { lease.release() }
        let refused = try RefusedRequests(journal, format: options.output.format)
        let telling = Task { [engine] in
            await engine.synchronize()
            try refused.tell()
        }
        return try await withThrowingTaskGroup(of: Void.self) { [engine] group in
            group.addTask { try await engine.run() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    interruption.hasCome.store(true, ordering: .releasing)
                    engine.stop()
                }
            }
            let result = await Result { try await work() }
            engine.stop()
            try await group.next()
            group.cancelAll()
            try await telling.value
            try refused.tell()
            try tellOfUndelivered()
            return interruption.hasCome.load(ordering: .acquiring)
                ? .interrupted : try result.get()
        }
    }

    /// Whether events are to be delivered that are not yet.
    var hasUndelivered: Bool {
        options.events != nil && (try? journal.undeliveredCount) ?? 0 > 0
    }

    /// Says how many events could not be delivered to where they were to go.
    private func tellOfUndelivered() throws {
        guard options.events != nil else { return }
        let count = try journal.undeliveredCount
        guard count > 0 else { return }
        let events = count == 1 ? "1 event is" : "\(count) events are"
        Terminal.error(
            "\(events) not delivered yet: `waybill events --undelivered\(options.store.argument)` "
                + "says why, `\(options.resumeCommand)` tries again"
        )
    }
}

/// Whether a signal has asked the process to end.
private final class Interruption: Sendable {
    let hasCome = Atomic(false)
}

extension Result where Failure == any Error {
    /// The result of asynchronous work.
    fileprivate init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
