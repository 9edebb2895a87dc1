import CEL
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal

/// Runs a store for as long as a command lasts.
struct StoreRunner {
    let engine: Engine
    let journal: any Journal
    private let lease: StoreLease

    /// Takes the store; throws, naming the holder, when another process has it.
    init(store: String, command: String, handlers: HandlerRegistry) throws(JournalError) {
        lease = try StoreLease(
            store: store,
            holder: .thisProcess(command: "waybill \(command)", since: Clock.system.now()))
        journal = try SQLiteJournal(lease)
        engine = Engine(EngineParts(journal: journal, handlers: handlers))
    }

    /// Runs the engine while the work lasts, then stops it. Ctrl-C and a polite kill stop it too,
    /// between two turns: nothing is lost by it.
    func run(_ work: (Engine) async throws -> ExitStatus) async throws -> ExitStatus {
        let signals = SignalWatch { [engine] in engine.stop() }
        defer { lease.release() }
        let life = Task { [engine] in try await engine.run() }
        do {
            let status = try await work(engine)
            engine.stop()
            try await life.value
            return signals.isInterrupted ? .interrupted : status
        } catch {
            engine.stop()
            try await life.value
            if signals.isInterrupted { return .interrupted }
            throw error
        }
    }
}
