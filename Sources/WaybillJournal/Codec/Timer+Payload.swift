import WaybillInterpreter

extension Timer: PayloadObject {
    private enum Kind: String {
        case attemptDeadline = "attempt_deadline"
        case retry
        case wait
        case awaitDeadline = "await_deadline"
        case lockDeadline = "lock_deadline"
        case scopeDeadline = "scope_deadline"
        case settled
        case round
        case reminder
    }

    /// `timer`, its kind, and what it belongs to.
    var payload: Payload {
        switch self {
        case .attemptDeadline(let operation, let attempt):
            named(.attemptDeadline) + operation.payload + ["attempt": attempt]
        case .retry(let operation, let attempt):
            named(.retry) + operation.payload + ["attempt": attempt]
        case .wait(let path): named(.wait) + ["path": path]
        case .awaitDeadline(let path): named(.awaitDeadline) + ["path": path]
        case .lockDeadline(let path): named(.lockDeadline) + ["path": path]
        case .scopeDeadline(let path): named(.scopeDeadline) + ["path": path]
        case .settled(let path): named(.settled) + ["path": path]
        case .round(let path): named(.round) + ["path": path]
        case .reminder(let path): named(.reminder) + ["path": path]
        }
    }

    private func named(_ kind: Kind) -> Payload { ["timer": kind.rawValue] }

    init(_ payload: Payload) throws(PayloadError) {
        let kind: String = try payload["timer"]
        switch Kind(rawValue: kind) {
        case .attemptDeadline:
            self = .attemptDeadline(try OperationID(payload), attempt: try payload["attempt"])
        case .retry: self = .retry(try OperationID(payload), attempt: try payload["attempt"])
        case .wait: self = .wait(try payload["path"])
        case .awaitDeadline: self = .awaitDeadline(try payload["path"])
        case .lockDeadline: self = .lockDeadline(try payload["path"])
        case .scopeDeadline: self = .scopeDeadline(try payload["path"])
        case .settled: self = .settled(try payload["path"])
        case .round: self = .round(try payload["path"])
        case .reminder: self = .reminder(try payload["path"])
        case nil: throw payload.error(at: "timer", "is unknown: \(kind)")
        }
    }
}
