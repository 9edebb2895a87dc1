import CEL
import Synchronization
import WaybillDiagnostics
import WaybillInterpreter
import WaybillJournal

/// Tells, on standard error, which of the messages that lay in the inbox when a process began to run
/// the store were refused: those who sent them did not hear.
final class RefusedRequests: Sendable {
    private let journal: any Journal
    private let format: OutputFormat
    private let untold: Mutex<Set<InboxID>>

    init(_ journal: any Journal, format: OutputFormat) throws(JournalError) {
        self.journal = journal
        self.format = format
        untold = Mutex(Set(try journal.pendingInbox(limit: .max).map(\.id)))
    }

    /// Tells what has been refused since it was last asked.
    func tell() throws(JournalError) {
        guard let first = untold.withLock({ $0.map(\.rawValue).min() }) else { return }
        for refused in try journal.refusedMessages(from: InboxID(rawValue: first), limit: .max)
        where untold.withLock({ $0.remove(refused.id) }) != nil {
            switch format {
            case .human: Terminal.error("refused: \(refused.name): \(refused.reason)".visible)
            case .json: Terminal.error("\(refused.json)")
            }
        }
    }
}

extension RefusedMessage {
    fileprivate var name: String { parts.map(\.value).joined(separator: " ") }

    fileprivate var json: JSON {
        .object([
            JSON.Member(
                "refused",
                .object(
                    (parts + [(name: "reason", value: reason)])
                        .map { JSON.Member($0.name, .string($0.value)) }
                )
            )
        ])
    }

    /// What was asked, of what.
    private var parts: [(name: String, value: String)] {
        guard case .success(let message) = message else {
            return [(name: "request", value: "message \(id)")]
        }
        let (request, name, value) =
            switch message {
            case .event(let event): ("send", "event", "\(event.type) \(event.id)")
            case .cancel(let run, _): ("cancel", "run", "\(run)")
            case .retry(let run, let path): ("retry", "run", Self.text(run, path))
            case .skip(let run, let path, _): ("skip", "run", Self.text(run, path))
            case .resolve(let run, let path, _, _): ("resolve", "run", Self.text(run, path))
            case .register(let workflow, _): ("register", "workflow", "\(workflow)")
            case .unregister(let workflow): ("register --remove", "workflow", "\(workflow)")
            case .drop(let event, _): ("events --drop", "event", event.id)
            }
        return [(name: "request", value: request), (name: name, value: value)]
    }

    private static func text(_ run: RunID, _ path: StepPath?) -> String {
        "\(run)" + (path.map { " \($0)" } ?? "")
    }
}
