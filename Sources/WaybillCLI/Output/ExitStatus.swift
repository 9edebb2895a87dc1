import WaybillDiagnostics
import WaybillJournal
import WaybillModel

/// What the exit code of the process says.
enum ExitStatus: Int32, Error {
    case success = 0
    /// The definition or the input is wrong.
    case invalid = 1
    case usage = 2
    /// Ended compensated, failed or cancelled.
    case notCompleted = 3
    /// Parked or waiting.
    case resting = 4
    case internalError = 70
    /// Ended by a signal: Ctrl-C.
    case interrupted = 130

    /// What a run in that status is worth.
    init(_ status: RunStatus) {
        switch status {
        case .completed: self = .success
        case .compensated, .failed, .cancelled: self = .notCompleted
        case .running, .waiting, .compensating, .parked: self = .resting
        }
    }
}

/// Why a command ends early: what to tell the user, and the exit status.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    /// A message says what is wrong; `help` says what to do about it. Each is shown on one line, without
    /// anything that a terminal would obey.
    init(_ status: ExitStatus, _ message: String, help: String? = nil) {
        self.status = status
        description =
            "error: \(message.visible)" + (help.map { "\n  = help: \($0.visible)" } ?? "")
    }
}

extension CommandFailure {
    /// Why a store cannot be used: it is the wrong one, or it failed.
    init(store error: JournalError) {
        let status: ExitStatus =
            switch error {
            case .inUse, .otherEvent, .noStore, .unusablePath, .notAStore, .newerStore: .invalid
            case .duplicateEvent, .fenced, .diskFull, .diskFailed, .storage, .unreadableEvent:
                .internalError
            }
        self.init(status, error.description, help: error.help)
    }
}
