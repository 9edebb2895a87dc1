import WaybillInterpreter

extension RunStarted: PayloadObject {
    var payload: Payload {
        [
            "run": run, "workflow": workflow, "digest": digest, "key": key,
            "correlation": correlation, "event": event, "parent": parent, "input": input,
        ]
    }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(
            run: try payload["run"],
            workflow: try payload["workflow"],
            digest: try payload["digest"],
            key: try payload.optional("key"),
            correlation: try payload.optional("correlation"),
            event: try payload.optional("event"),
            parent: try payload.optional("parent"),
            input: try payload["input"]
        )
    }
}

extension ParentStep: PayloadObject {
    var payload: Payload { ["run": run, "path": path, "detached": isDetached] }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(
            run: try payload["run"],
            path: try payload["path"],
            isDetached: try payload["detached"]
        )
    }
}

extension CloudEvent: PayloadObject {
    var payload: Payload {
        [
            "id": id, "source": source, "type": type, "subject": subject, "time": time,
            "correlation": correlation, "data": data,
        ]
    }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(
            id: try payload["id"],
            source: try payload["source"],
            type: try payload["type"],
            subject: try payload.optional("subject"),
            time: try payload["time"],
            correlation: try payload.optional("correlation"),
            data: try payload["data"]
        )
    }
}

extension CloudEvent.Identity: PayloadObject {
    var payload: Payload { ["source": source, "id": id] }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(source: try payload["source"], id: try payload["id"])
    }
}
