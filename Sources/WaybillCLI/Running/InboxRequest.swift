import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillJournal

/// Puts a message to the runner of a store, and tells what became of it.
struct InboxRequest {
    /// How long to wait for the runner's verdict.
    private static let longestWait = Duration.seconds(10)

    let store: StoreClient
    private let options: StoreOptions
    private let format: OutputFormat

    /// Opens the store.
    init(_ options: StoreOptions, format: OutputFormat) throws {
        store = try StoreClient(path: options.store)
        self.options = options
        self.format = format
    }

    /// Sends the message. With a runner at work its verdict is waited for; without one the message
    /// stays in the store until `waybill resume`.
    func send(_ message: InboxMessage, accepted: String) async throws {
        let id = try store.submit(message)
        guard try store.holder() != nil else {
            return report(
                "stored",
                "kept in the store: no process runs it; "
                    + "`waybill resume --bindings FILE\(options.argument)` \(message.deed)"
            )
        }
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: Self.longestWait)
        while clock.now < end {
            switch try store.verdict(of: id) {
            case .accepted: return report("accepted", accepted)
            case .kept: return report("kept", "no run awaits it yet: it is kept")
            case .refused(let reason): throw CommandFailure(.invalid, reason)
            case nil: try await Task.sleep(for: .milliseconds(20))
            }
        }
        report("stored", "kept in the store: its runner has not answered yet")
    }

    /// Tells what became of the message.
    func report(_ verdict: String, _ text: String) {
        switch format {
        case .human: Terminal.print(text.visible)
        case .json:
            Terminal.print(
                JSON.object([
                    JSON.Member("verdict", .string(verdict)), JSON.Member("message", .string(text)),
                ]).prettyPrinted
            )
        }
    }
}

extension InboxRequest {
    /// Asks something of a run. What can be seen to be refused is refused at once, whether a runner
    /// is at work or not.
    func ask(
        _ request: OperatorRequest,
        of run: RunID,
        as message: InboxMessage,
        accepted: String
    ) async throws {
        var runs = StoredRuns(store)
        let state = try runs.state(of: run)
        do {
            _ = try state.events(for: request)
        } catch {
            let parked = try request.isCancel ? [] : runs.parkedRuns(below: state)
            let names = parked.map { "run \($0), which belongs to it, is parked: name that one" }
            let help = names.isEmpty ? nil : names.joined(separator: "; ")
            throw CommandFailure(.invalid, error.reason, help: help)
        }
        try await send(message, accepted: accepted)
    }
}

extension OperatorRequest {
    fileprivate var isCancel: Bool { if case .cancel = self { true } else { false } }
}

extension InboxMessage {
    /// What the runner does with it.
    fileprivate var deed: String {
        if case .event = self { "delivers it" } else { "carries it out" }
    }
}
