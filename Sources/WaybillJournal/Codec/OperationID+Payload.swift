import WaybillInterpreter

extension OperationID: PayloadObject {
    /// `path`, and `direction` when it is an undo.
    var payload: Payload {
        ["path": path, "direction": direction == .forward ? nil : direction]
    }

    init(_ payload: Payload) throws(PayloadError) {
        self.init(try payload["path"], try payload.optional("direction") ?? .forward)
    }
}
