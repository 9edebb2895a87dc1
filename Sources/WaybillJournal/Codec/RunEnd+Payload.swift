import WaybillInterpreter
import WaybillModel

extension RunEnd: PayloadObject {
    /// `status`, and what an end of that status has.
    var payload: Payload {
        switch self {
        case .completed(let outcome, let output):
            ["status": RunStatus.completed.rawValue, "outcome": outcome, "output": output]
        case .compensated(let error):
            ["status": RunStatus.compensated.rawValue, "error": error]
        case .failed(let error, let unresolved):
            ["status": RunStatus.failed.rawValue, "error": error, "unresolved": unresolved]
        case .cancelled(let reason):
            ["status": RunStatus.cancelled.rawValue, "reason": reason]
        }
    }

    init(_ payload: Payload) throws(PayloadError) {
        let status: String = try payload["status"]
        switch RunStatus(rawValue: status) {
        case .completed:
            self = .completed(
                try payload.optional("outcome"),
                output: try payload["output"]
            )
        case .compensated: self = .compensated(try payload["error"])
        case .failed:
            self = .failed(try payload["error"], unresolved: try payload["unresolved"])
        case .cancelled: self = .cancelled(reason: try payload.optional("reason"))
        case .running, .waiting, .compensating, .parked, nil:
            throw payload.error(at: "status", "is no end of a run: \(status)")
        }
    }
}
