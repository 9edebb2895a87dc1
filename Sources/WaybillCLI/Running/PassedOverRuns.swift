import CEL
import Synchronization
import WaybillDiagnostics
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// The runs that the engine leaves as they are, since an event of theirs cannot be read. Each is told
/// of, on standard error, as soon as it is found.
final class PassedOverRuns: Sendable {
    private let format: OutputFormat
    private let known = Mutex<Set<RunID>>([])

    init(format: OutputFormat) { self.format = format }

    var runs: Set<RunID> { known.withLock { $0 } }

    func note(_ run: RunID, _ error: JournalError) {
        known.withLock { _ = $0.insert(run) }
        switch format {
        case .human: Terminal.error("\(CommandFailure(store: error))")
        case .json:
            let members = [
                JSON.Member("run", .string(run.rawValue)),
                JSON.Member("reason", .string(error.description)),
            ]
            Terminal.error("\(JSON.object([JSON.Member("unreadable", .object(members))]))")
        }
    }
}
