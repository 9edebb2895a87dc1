import WaybillInterpreter

extension InboxMessage: PayloadObject {
    private enum Kind: String {
        case event
        case cancel
        case retry
        case skip
        case resolve
        case register
        case unregister
        case drop
    }

    /// `message`, its kind, and what that kind has.
    var payload: Payload {
        switch self {
        case .event(let event): named(.event) + ["event": event]
        case .cancel(let run, let reason): named(.cancel) + ["run": run, "reason": reason]
        case .retry(let run, let path): named(.retry) + ["run": run, "path": path]
        case .skip(let run, let path, let reason):
            named(.skip) + ["run": run, "path": path, "reason": reason]
        case .resolve(let run, let path, let output, let reason):
            named(.resolve) + ["run": run, "path": path, "output": output, "reason": reason]
        case .register(let workflow, let definition):
            named(.register) + [
                "workflow": workflow, "digest": definition.digest, "definition": definition.text,
            ]
        case .unregister(let workflow): named(.unregister) + ["workflow": workflow]
        case .drop(let event, let reason):
            named(.drop) + ["source": event.source, "id": event.id, "reason": reason]
        }
    }

    private func named(_ kind: Kind) -> Payload { ["message": kind.rawValue] }

    init(_ payload: Payload) throws(PayloadError) {
        let kind: String = try payload["message"]
        switch Kind(rawValue: kind) {
        case .event: self = .event(try payload["event"])
        case .cancel: self = .cancel(try payload["run"], reason: try payload.optional("reason"))
        case .retry: self = .retry(try payload["run"], try payload.optional("path"))
        case .skip:
            self = .skip(
                try payload["run"],
                try payload.optional("path"),
                reason: try payload["reason"]
            )
        case .resolve:
            self = .resolve(
                try payload["run"],
                try payload.optional("path"),
                output: try payload["output"],
                reason: try payload["reason"]
            )
        case .register:
            self = .register(
                try payload["workflow"],
                StoredDefinition(digest: try payload["digest"], text: try payload["definition"])
            )
        case .unregister: self = .unregister(try payload["workflow"])
        case .drop:
            self = .drop(
                CloudEvent.Identity(source: try payload["source"], id: try payload["id"]),
                reason: try payload["reason"]
            )
        case nil: throw payload.error(at: "message", "is unknown: \(kind)")
        }
    }
}

extension InboxVerdict: PayloadObject {
    private enum Kind: String {
        case accepted
        case refused
        case kept
    }

    /// `verdict`, and the `reason` of a refusal.
    var payload: Payload {
        switch self {
        case .accepted: ["verdict": Kind.accepted.rawValue]
        case .refused(let reason): ["verdict": Kind.refused.rawValue, "reason": reason]
        case .kept: ["verdict": Kind.kept.rawValue]
        }
    }

    init(_ payload: Payload) throws(PayloadError) {
        let kind: String = try payload["verdict"]
        switch Kind(rawValue: kind) {
        case .accepted: self = .accepted
        case .refused: self = .refused(try payload["reason"])
        case .kept: self = .kept
        case nil: throw payload.error(at: "verdict", "is unknown: \(kind)")
        }
    }
}
